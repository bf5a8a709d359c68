import type { RecordRef } from '../change.js';
import { SEED_NOW } from '../clock.js';
import { computeProperties, fillDefaults, stampRecord } from '../computed-properties.js';
import type { ObjectType } from '../object-types.js';
import type { Portal } from '../portal.js';
import type { LabelName } from './portal-setup.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An instant as HubSpot writes it. */
export const iso = (millis: number): string => new Date(millis).toISOString();

type Given = Readonly<Record<string, string | null>>;

/** Writes the story's records into a portal, dated as the story says. */
export class StoryWriter {
  constructor(
    readonly portal: Portal,
    readonly labels: ReadonlyMap<string, string>,
  ) {}

  /** A record created and last changed at these instants; a null property has no value. */
  record(type: ObjectType, given: Given, createdAt: number, updatedAt = createdAt): string {
    const born = Math.min(createdAt, SEED_NOW);
    const changed = Math.min(Math.max(updatedAt, born), SEED_NOW);
    const filled = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null);
    const properties = new Map(filled);
    fillDefaults(type, properties, born, this.portal.terms);
    computeProperties(type, properties, properties, born, this.portal.terms);
    const id = this.portal.records.mintId(type);
    stampRecord(type, properties, id, born, changed);
    const record = { id, createdAt: born, updatedAt: changed, archivedAt: null, properties };
    this.portal.apply({ kind: 'record', type, record });
    return id;
  }

  /** Fills further properties of a record that was written, as if they had been there from the first. */
  amend(type: ObjectType, id: string, given: Readonly<Record<string, string>>): void {
    const record = this.portal.records.get(type, id);
    if (record === undefined) throw new Error(`No ${type} ${id}`);
    const properties = new Map([...record.properties, ...Object.entries(given)]);
    this.portal.apply({ kind: 'record', type, record: { ...record, properties } });
  }

  /** Associates two records, by further types beside the unlabeled one. */
  link(from: RecordRef, to: RecordRef, ...keys: readonly string[]): void {
    const unlabeled = this.portal.labels.unlabeled(from.type, to.type);
    if (unlabeled === undefined) throw new Error(`${from.type} and ${to.type} cannot be associated`);
    const all = new Set([unlabeled.key, ...this.portal.links.keys(from, to), ...keys]);
    this.portal.apply({ kind: 'link', from, to, keys: [...all] });
  }

  /** Tags a deal with a partner. */
  tag(dealId: string, partnerId: string, label: LabelName): void {
    const key = this.labels.get(label);
    if (key === undefined) throw new Error(`No label ${label}`);
    this.link({ type: 'deals', id: dealId }, { type: 'companies', id: partnerId }, key);
  }
}
