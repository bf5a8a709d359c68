/**
 * Companies that became partners, or ceased to be, by something else than themselves: a record of a custom object, a
 * contact. Neither moves the company's own time of change.
 */
import type { PropertyValues } from './crm-port.js';
import type { ExtractRun } from './extract-run.js';
import { takeById } from './take-records.js';

/** Names of a raw company's values that come from elsewhere begin so; no property of a CRM does. */
const FROM_ELSEWHERE = '~';
/** Says only whether a company was read together with the marks. */
const READ_WITH_MARKS = '~marked';

/** Reads companies again whose marks are not what they were. @returns their ids, as far as they differ. */
export async function sweepMarks(run: ExtractRun): Promise<readonly string[]> {
  const marks = await run.crm.partnerMarks();
  if (marks === null) return [];
  const { portalId } = run.account;
  const known = new Map((await run.store.seenPartners(portalId)).map((raw) => [raw.id, raw.properties]));
  for (const [id, raw] of await run.mirror.records('companies', marks.ofCompany.keys())) {
    if (raw.gone === null) known.set(id, raw.properties);
  }
  const ids = new Set([...known.keys(), ...marks.ofCompany.keys()]);
  const differing = [...ids].filter((id) => marksText(known.get(id)) !== marksText(marks.ofCompany.get(id)));
  return takeById(run, 'companies', differing, 'archived');
}

const marksText = (values: PropertyValues = {}): string =>
  JSON.stringify(
    Object.entries(values)
      .filter(
        ([name, value]) =>
          name.startsWith(FROM_ELSEWHERE) && name !== READ_WITH_MARKS && value !== null && value !== '',
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
