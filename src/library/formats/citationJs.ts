/** The parts of citation-js that Ibid reads RIS files with; none of them goes online. The build keeps them in a file of their own, loaded when first needed. */
import '@citation-js/plugin-ris';

export { plugins } from '@citation-js/core';
