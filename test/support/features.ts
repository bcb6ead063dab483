/** The columns of README's table of what works where. */
export const languageNames = ['Markdown', 'Quarto', 'R Markdown', 'MyST', 'LaTeX', 'Typst', 'notebooks'] as const;

export type LanguageName = (typeof languageNames)[number];

/** Its rows. */
export const features = [
  'Completion', 'Pinpoints', 'Search by content', 'Hover', 'Go to definition', 'Find all references', 'Rename', 'Document symbols', 'Document links', 'Inlay hints', 'Semantic highlighting',
  'Diagnostics', 'Quick fixes', 'Convert citation', 'Cite This', 'Insert Citation', 'Copy Reference', 'Insert Bibliography', 'List Citations',
] as const;

export type Feature = (typeof features)[number];

/** Where a feature has no meaning. */
const without: Partial<Record<Feature, readonly LanguageName[]>> = {};

export const worksIn = (feature: Feature, language: LanguageName): boolean => !without[feature]?.includes(language);
