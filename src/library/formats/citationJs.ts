/** The parts of citation-js that Ibid reads .bib files with; none of them goes online. The build keeps them in a file of their own, loaded when first needed. */
import '@citation-js/plugin-bibtex';

export { plugins } from '@citation-js/core';
