/** The object types of which a large portal has generated records. */
export const BULK_TYPES = ['companies', 'contacts', 'deals', 'meetings', 'calls', 'emails'] as const;
export type BulkType = (typeof BULK_TYPES)[number];

/** The ids of generated records begin far above those of the story; bases differ, so that a mixed-up id is never right. */
export const FIRST_BULK_ID: Readonly<Record<BulkType, number>> = {
  companies: 21_000_000_001,
  contacts: 31_000_000_001,
  deals: 41_000_000_001,
  meetings: 51_000_000_001,
  calls: 61_000_000_001,
  emails: 71_000_000_001,
};

/** The id of a generated record. */
export const bulkId = (type: BulkType, n: number): string => String(FIRST_BULK_ID[type] + n);
