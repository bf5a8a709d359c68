/** How tags are written into a CRM, in the domain's words: which labels stand for them is the CRM's business. */
import type { DealId, PartnerId } from '../domain/ids.js';
import type { LabelTag } from '../domain/tag-change.js';
import type { TagRecord } from '../domain/tag-record.js';
import type { Tag } from '../domain/touch.js';

export type { LabelTag };

/** All that the labels between a deal and a partner company are to say; none: no tag. */
export interface TagsWanted {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly tags: readonly LabelTag[];
}

export type TagsOutcome =
  | {
      readonly kind: 'set';
      /** The deal's companies, read back after it was done. */
      readonly links: readonly {
        readonly toId: string;
        readonly primary: boolean;
        readonly tags: readonly Pick<Tag, 'role' | 'state' | 'motion'>[];
      }[];
    }
  /** Why, in the CRM's words. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface TagWriter {
  /**
   * Sets the labels of partners on deals exactly; the labels of others, and who a deal's primary company is, stay. Doing
   * it twice is as good as once.
   * @param wanted no deal twice.
   * @returns an outcome for each, in their order; “set” only where reading back shows it.
   * @throws AppError `setup_missing` where the portal lacks one of our labels; what the CRM throws.
   */
  setTags(wanted: readonly TagsWanted[]): Promise<readonly TagsOutcome[]>;
  /**
   * The properties that recording a deal's tags would change, against what it holds now; empty where nothing would.
   * Neither may be unreadable.
   */
  tagRecordChanges(now: TagRecord, next: TagRecord): Readonly<Record<string, string | null>>;
}
