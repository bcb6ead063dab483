/** PDFs written by hand, for tests. */

/** A line to be set: at x and y points from the page's bottom left corner; `raised` stands behind it, smaller. */
export interface Set {
  x: number;
  y: number;
  text: string;
  size?: number;
  bold?: boolean;
  raised?: string;
}

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&');

const content = (page: readonly Set[]): string =>
  page
    .map(({ x, y, text, size = 10, bold = false, raised = '' }) => {
      const font = bold ? 'F2' : 'F1';
      return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj /${font} ${size * 0.6} Tf ${size * 0.35} Ts (${escaped(raised)}) Tj 0 Ts ET`;
    })
    .join('\n');

/** A file of pages of 400 by 600 points, in Times. `trailer` is put into its trailer. */
export function pdfOf(pages: readonly (readonly Set[])[], trailer = ''): Uint8Array {
  const first = 5;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 400 600] >>`,
    font('Times-Roman'),
    font('Times-Bold'),
    ...pages.flatMap((page, index) => {
      const stream = content(page);
      return [
        `<< /Type /Page /Parent 2 0 R /Contents ${first + index * 2 + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}
