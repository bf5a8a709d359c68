/** How a registration is read from a record and written to it: pure, nothing is asked for. */
import type { RegistrationDecision, RegistrationRecord } from '../domain/registration-record.js';
import type { PropertyValues, RawRecord } from './record-port.js';

/** A registration as it was read. */
export interface ReadRegistration {
  /** Without its deals and the parent of its prospect, which are associations; null where it names no partner or no day. */
  readonly record: RegistrationRecord | null;
  /** Labels of properties that hold something which is not what we write there: nothing may be written over them. */
  readonly unreadable: readonly string[];
}

/** How registrations are kept: pure, nothing is asked for. */
export interface RegistrationFormat {
  /** To be asked for. */
  readonly properties: readonly string[];
  /** The properties that a decision sets, besides its own entry. */
  readonly stateProperties: readonly string[];
  /** The property to which every decision adds its own entry. */
  readonly decisionsProperty: string;
  /** What it holds, the oldest first; none where it holds what is not ours. */
  decisionsIn(text: string | null): readonly RegistrationDecision[];
  read(raw: RawRecord): ReadRegistration;
  /**
   * The properties that differ; of a new one (`raw` null) all that it has.
   * @throws AppError `programme_unreadable`, `programme_too_long`.
   */
  changes(raw: RawRecord | null, after: RegistrationRecord): PropertyValues;
}
