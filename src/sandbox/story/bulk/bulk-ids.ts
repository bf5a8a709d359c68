import type { StandardType } from '../../object-types.js';

/** The ids of generated records begin far above those of the story; bases differ, so that a mixed-up id is never right. */
export const FIRST_BULK_ID: Readonly<Record<StandardType, number>> = {
  companies: 21_000_000_001,
  contacts: 31_000_000_001,
  deals: 41_000_000_001,
  meetings: 51_000_000_001,
  calls: 61_000_000_001,
  emails: 71_000_000_001,
};

/** The id of a generated record. */
export const bulkId = (type: StandardType, n: number): string => String(FIRST_BULK_ID[type] + n);
