/**
 * Of what works results out: classes, credit, models, the journal's facts. Raise it with every change of a rule that
 * changes a result: every deal is then worked out anew by the next sync, instead of some by one rule and some by another.
 */
export const ENGINE_VERSION = 2;
