import type { LabelledToken } from './labels.js';
import { findLegalTitle } from './legal.js';
import { labelWith, referenceModel } from './model/labeller.js';
import { tidied } from './model/tidy.js';
import { findQuotations } from './quotation.js';
import { paintDate } from './rules/dates.js';
import { Draft } from './rules/draft.js';
import { paintEvident, paintIdentifiers } from './rules/evident.js';
import { paintContributors, paintLead } from './rules/people.js';
import { paintRemainder } from './rules/remainder.js';
import { paintFigures, paintReport, paintTail } from './rules/tail.js';

/**
 * Says of each word and mark of one reference what it is: the one place where words get their labels. All that follows works
 * from the labelled tokens alone.
 *
 * The model decides, and counts what a rule is sure of for more; before it is given (`useReferenceModel`), the rules decide alone.
 */
export function label(text: string): LabelledToken[] {
  const model = referenceModel();
  const byRules = labelByRules(text);
  return model ? tidied(labelWith(model, text, byRules)) : byRules;
}

/** The rules label what is certain first (addresses, names, "pp. 12-15"), and what is left by where it stands. */
function labelByRules(text: string): LabelledToken[] {
  const draft = new Draft(text);
  const quotations = findQuotations(text);
  paintIdentifiers(draft);
  const legal = findLegalTitle(text);
  if (legal) draft.paint(legal, 'title', 0.9);
  const lead = legal ? null : paintLead(draft, quotations);
  const leadEnd = lead?.end ?? 0;
  const outside = ({ start }: { start: number }): boolean => start >= leadEnd && !quotations.some((quotation) => start >= quotation.start && start < quotation.end);
  paintEvident(draft, quotations, leadEnd);
  paintReport(draft, outside);
  paintDate(draft, outside, leadEnd);
  paintTail(draft, outside);
  const containerAt = paintContributors(draft, outside);
  const titleEnd = paintRemainder(draft, { quotations, lead, containerAt });
  paintFigures(draft, titleEnd);
  return draft.finish();
}
