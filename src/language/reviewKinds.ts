/** What there is to review, in the order in which it is asked. */
export const reviewKinds = ['field', 'works', 'note', 'claim'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** Why a claim looks as if it were cut in the wrong place. */
export const claimFaults = ['unsure', 'begins', 'ends', 'unbalanced', 'short', 'long'] as const;
export type ClaimFault = (typeof claimFaults)[number];
