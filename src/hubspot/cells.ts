/**
 * HubSpot's records, strings all. A value that cannot be read is a problem with the record's id and the value; it never
 * becomes a zero.
 */
import * as z from 'zod';
import { parseInstant, type Instant } from '../domain/calendar.js';
import type { RecordProblem, SetAsideRecord } from '../operations/crm-port.js';
import type { PropertyDefinition } from './property-definition.js';

/** A record as every object endpoint answers it. */
export const crmRecord = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
});
export type CrmRecord = z.infer<typeof crmRecord>;

/** A record read into `T`, or null where it was set aside, with what was wrong. */
export interface ReadRecord<T> {
  readonly value: T | null;
  /** What is left of a deal that was set aside. */
  readonly setAside?: SetAsideRecord;
  readonly problems: readonly RecordProblem[];
}

/** The names of properties. */
export const names = (definitions: Readonly<Record<string, PropertyDefinition>>): readonly string[] =>
  Object.values(definitions).map((definition) => definition.name);

/** The cells of one record, which collect what is wrong. */
export class Cells {
  readonly problems: RecordProblem[] = [];
  readonly #objectType: string;
  readonly #record: CrmRecord;

  constructor(objectType: string, record: CrmRecord) {
    this.#objectType = objectType;
    this.#record = record;
  }

  /** An empty value is absent. */
  get(property: string): string | null {
    const value = this.#record.properties[property];
    return value === undefined || value === '' ? null : value;
  }

  /** Notes a value that cannot be read. */
  note(property: string, reason: string, fatal: boolean): null {
    const value = this.get(property) ?? '';
    this.problems.push({
      objectType: this.#objectType,
      recordId: this.#record.id,
      // A property of the record that makes a partner of a company stands beside the company's own.
      property: property.replace(/^~object\./, ''),
      value,
      reason,
      fatal,
    });
    return null;
  }

  instant(property: string): Instant | null {
    const text = this.get(property);
    if (text === null) return this.note(property, 'missing', true);
    return parseInstant(text) ?? this.note(property, 'instant_invalid', true);
  }

  /** For what no number depends on: a value that cannot be read is none. */
  quietInstant(property: string): Instant | null {
    const text = this.get(property);
    return text === null ? null : parseInstant(text);
  }

  /** The properties of ours, as they stand. */
  published(definitions: Readonly<Record<string, PropertyDefinition>>): Record<string, string | null> {
    return Object.fromEntries(names(definitions).map((name) => [name, this.get(name)]));
  }
}
