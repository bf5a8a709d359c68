/** How a portal's records are asked for and read, under one mapping. */
import type { Activity } from '../domain/evidence.js';
import type { Mapping } from '../domain/mapping.js';
import type {
  Account,
  ActivityType,
  CompanyRecord,
  DealRecord,
  LinkedType,
  PartnerMarks,
} from '../operations/crm-port.js';
import { askedProperties, type AskedProperties } from './asked-properties.js';
import type { CrmRecord, ReadRecord } from './cells.js';
import { dealPipelines } from './deal-pipelines.js';
import { linkMeanings, type ReadLink } from './link-meanings.js';
import { partnerMarksOf } from './partner-marks.js';
import { readActivity } from './read-activity.js';
import { readCompany } from './read-company.js';
import { readDeal } from './read-deal.js';
import type { Transport } from './transport.js';

export interface Reading {
  readonly mapping: Mapping;
  readonly asked: AskedProperties;
  /** To be awaited before deals are read. */
  readonly ready: () => Promise<void>;
  /** What was asked for, once deals can be read as well. */
  readonly once: <T>(asked: Promise<T>) => Promise<T>;
  /** The pipelines that count otherwise than by deal type, once they are known. */
  readonly pipelineUses: () => Promise<readonly (readonly [id: string, use: string])[]>;
  /** What makes partners besides companies' own properties; null where the mapping knows of nothing. */
  readonly marks: () => Promise<PartnerMarks | null>;
  readonly company: (record: CrmRecord) => ReadRecord<CompanyRecord>;
  readonly deal: (record: CrmRecord, account: Account) => ReadRecord<DealRecord>;
  /** What an association between two types means. */
  readonly link: (from: LinkedType, to: LinkedType) => ReadLink;
  readonly activity: (type: ActivityType, record: CrmRecord) => ReadRecord<Activity>;
}

/** Reading under a mapping. */
export function readingOf(transport: Transport, mapping: Mapping): Reading {
  const pipelines = dealPipelines(transport, mapping);
  return {
    mapping,
    asked: askedProperties(mapping),
    company: (record) => readCompany(record, mapping),
    deal: (record, account) => readDeal(record, account, mapping, pipelines),
    marks: partnerMarksOf(transport, mapping),
    ready: () => pipelines.ready(),
    pipelineUses: async () => {
      await pipelines.ready();
      return pipelines.special();
    },
    once: async (asked) => (await Promise.all([asked, pipelines.ready()]))[0],
    link: linkMeanings(mapping),
    activity: (type, record) => readActivity(type, record, mapping),
  };
}
