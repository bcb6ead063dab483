import assert from 'node:assert/strict';
import { linksOf, pathOf } from '../../src/library/links.js';
import type { LibraryItem } from '../../src/library/library.js';

/** Links in brief: "pdf Full Text <files/1/vale.pdf>". */
const links = (fields: Record<string, unknown>): string[] =>
  linksOf({ id: 'vale2018', type: 'book', ...fields } as LibraryItem).map((link) => `${link.kind} ${link.label} <${'path' in link ? link.path : link.uri}>`);

describe('the files of an item', () => {
  const rows: [form: string, file: string, gives: string[]][] = [
    ['Zotero', 'Full Text:files/1/vale.pdf:application/pdf', ['pdf Full Text <files/1/vale.pdf>']],
    ['Zotero, several', 'Snapshot:files/2/vale.html:text/html;Full Text:files/1/vale.pdf:application/pdf', ['pdf Full Text <files/1/vale.pdf>', 'file Snapshot <files/2/vale.html>']],
    ['with escaped signs', 'Vale\\: Cubs\\; a report:papers/vale\\; cubs.pdf:application/pdf', ['pdf Vale: Cubs; a report <papers/vale; cubs.pdf>']],
    ['Better BibTeX, paths alone', '/home/vale/Zotero/storage/AB/vale.pdf;/home/vale/notes.html', ['pdf vale.pdf </home/vale/Zotero/storage/AB/vale.pdf>', 'file notes.html </home/vale/notes.html>']],
    ['JabRef', ':vale.pdf:PDF', ['pdf vale.pdf <vale.pdf>']],
    ['JabRef, an address', ':https\\://example.org/vale.pdf:URL', ['url example.org <https://example.org/vale.pdf>']],
    ['JabRef without a type', 'Cubs:papers/vale.pdf:', ['pdf Cubs <papers/vale.pdf>']],
    ['Mendeley, whose paths lack their first sign', ':home/vale/papers/vale.pdf:pdf', ['pdf vale.pdf </home/vale/papers/vale.pdf>']],
    ['Mendeley on Windows', ':C$\\backslash$:/Users/Gina Vale/vale.pdf:pdf', ['pdf vale.pdf <C:/Users/Gina Vale/vale.pdf>']],
    ['Windows, escaped', 'Full Text:C\\:\\\\Users\\\\Vale\\\\vale.pdf:application/pdf', ['pdf Full Text <C:/Users/Vale/vale.pdf>']],
    ['Windows, as it is', 'C:\\Users\\Vale\\vale.pdf', ['pdf vale.pdf <C:/Users/Vale/vale.pdf>']],
    ['Windows, in three parts', 'Text:D:/papers/vale.pdf:application/pdf', ['pdf Text <D:/papers/vale.pdf>']],
    ['a path alone', 'papers/vale.pdf', ['pdf vale.pdf <papers/vale.pdf>']],
    ['the same twice', 'vale.pdf;:vale.pdf:PDF', ['pdf vale.pdf <vale.pdf>']],
    ['nothing', ';:;::', []],
    ['no program', ':setup.exe:application/pdf;run.sh;x.desktop:x.pdf.lnk:pdf;vale', []],
    ['no line breaks in a name', ':a\nb.pdf:pdf', []],
  ];
  for (const [form, file, gives] of rows) it(form, () => assert.deepEqual(links({ custom: { biblatex: { file } } }), gives));

  it('stand beside the bibliography', () => {
    const where = (file: string, folder: string): string => {
      const [link] = linksOf({ id: 'a', type: 'book', custom: { biblatex: { file } } });
      assert.ok(link && 'path' in link);
      return pathOf(link, folder);
    };
    assert.equal(where('../papers/vale.pdf', '/home/vale/thesis'), '/home/vale/papers/vale.pdf');
    assert.equal(where('/papers/vale.pdf', '/home/vale'), '/papers/vale.pdf');
    assert.equal(where('C:\\papers\\vale.pdf', '/c:/thesis'), '/C:/papers/vale.pdf');
    assert.equal(where('C:\\papers\\vale.pdf', 'C:/thesis'), 'C:/papers/vale.pdf');
  });
});

describe('the addresses of an item', () => {
  const rows: [name: string, fields: Record<string, unknown>, gives: string[]][] = [
    ['DOI', { DOI: '10.1000/vale.1' }, ['doi doi:10.1000/vale.1 <https://doi.org/10.1000/vale.1>']],
    ['DOI as an address, and once', { DOI: 'https://doi.org/10.1000/vale', URL: 'http://dx.doi.org/10.1000/vale' }, ['doi doi:10.1000/vale <https://doi.org/10.1000/vale>']],
    ['DOI with signs that Markdown and addresses have use for', { DOI: '10.1002/(SICI)1:2<3>3.0?#' }, ['doi doi:10.1002/(SICI)1:2<3>3.0?# <https://doi.org/10.1002/%28SICI%291:2%3C3%3E3.0%3F%23>']],
    ['no DOI', { DOI: 'doi' }, []],
    ['the web', { URL: 'https://example.org/cubs?a=b#c' }, ['url example.org <https://example.org/cubs?a=b#c>']],
    ['an address that would end a link', { URL: 'https://example.org/a)](command:x) "b' }, ['url example.org <https://example.org/a%29%5D%28command:x%29%20%22b>']],
    ['Zotero in a note', { note: 'Read. zotero://select/library/items/ABCD2345' }, ['zotero Open in Zotero <zotero://select/library/items/ABCD2345>']],
    ['Zotero by cite key', { custom: { biblatex: { note: 'zotero://select/items/@vale2018' } } }, ['zotero Open in Zotero <zotero://select/items/@vale2018>']],
    ['Zotero’s PDF, at a page', { URL: 'zotero://open-pdf/groups/12/items/ABCD2345?page=7' }, ['zotero Open PDF in Zotero <zotero://open-pdf/groups/12/items/ABCD2345?page=7>']],
    ['Zotero’s own CSL-JSON', { id: 'http://zotero.org/users/12345/items/ABCD2345' }, ['zotero Open in Zotero <zotero://select/library/items/ABCD2345>']],
    ['the same of a group', { uri: 'http://zotero.org/groups/99/items/ABCD2345' }, ['zotero Open in Zotero <zotero://select/groups/99/items/ABCD2345>']],
    ['all, in order', { URL: 'https://example.org', DOI: '10.1000/a', note: 'zotero://select/library/items/ABCD2345', custom: { file: 'a.html;b.pdf' } }, [
      'pdf b.pdf <b.pdf>', 'file a.html <a.html>', 'zotero Open in Zotero <zotero://select/library/items/ABCD2345>', 'doi doi:10.1000/a <https://doi.org/10.1000/a>', 'url example.org <https://example.org/>',
    ]],
  ];
  for (const [name, fields, gives] of rows) it(name, () => assert.deepEqual(links(fields), gives));

  it('are none of another kind, whatever stands there', () => {
    const hostile = ['command:workbench.action.terminal.new', 'javascript:alert(1)', 'file:///etc/passwd', 'vscode://x/y', 'data:text/html,x', 'https://', 'https:// x', 'http:///x', 'zotero://run/library/items/ABCD2345', 'zotero://select/library/items/"><', '\ud800', 7, null, [], {}];
    for (const value of hostile) assert.deepEqual(links({ URL: value, DOI: value, note: value, uri: value, custom: { biblatex: value, file: value } }), [], String(value));
  });

  it('are bounded', () => {
    const long = 'zotero://select/library/items/ABCD234 '.repeat(100_000);
    const files = Array.from({ length: 5000 }, (_, index) => `${index}.pdf`).join(';');
    assert.equal(links({ note: long, custom: { file: files } }).length, 20);
    for (const sign of [':', ';', '\\', '{', 'zotero://', '10.1000/']) assert.ok(links({ note: sign.repeat(1e6), DOI: sign.repeat(1e6), URL: sign.repeat(1e6), custom: { file: sign.repeat(1e6) } }).length <= 20);
  });
});
