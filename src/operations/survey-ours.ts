/** Reads all that a portal holds of ours: counted for a dry run, exported on the way where somewhere to put it is given. */
import { unlessStopped } from '../errors.js';
import type { SchemaItem } from './crm-port.js';
import type { ExportSink, OurItems, OurPage, PortalRemover } from './uninstall-port.js';

export interface PropertyCount {
  readonly objectType: string;
  readonly name: string;
  readonly label: string;
  /** Records with a value. */
  readonly records: number;
}

export interface Survey extends OurItems {
  /** Every property of ours that is there, in the order of `items`. */
  readonly properties: readonly PropertyCount[];
  /** Records that were read, and those with a value of ours. */
  readonly deals: { readonly read: number; readonly withValues: number };
  readonly companies: { readonly read: number; readonly withValues: number };
  readonly contacts: { readonly read: number; readonly withValues: number };
  /** Labels of ours on deals, by how they read; those in no use have 0. */
  readonly labels: Readonly<Record<string, number>>;
  /** Deals with at least one label of ours. */
  readonly taggedDeals: number;
  /** Records of our objects, by name. */
  readonly objects: Readonly<Record<string, number>>;
}

type OurType = 'deals' | 'companies' | 'contacts';

/**
 * @param found what the portal has of ours.
 * @param onPage is told how many records of which type have been read.
 */
export async function surveyOurs(
  remover: PortalRemover,
  found: OurItems,
  sink: ExportSink | null,
  stop: AbortSignal | undefined,
  onPage: (objectType: string, read: number) => void = () => undefined,
): Promise<Survey> {
  const tally = new Tally(found.items);
  for (const objectType of ['deals', 'companies', 'contacts'] as const) {
    if (!tally.isRead(objectType)) continue;
    for await (const page of remover.values(objectType, found.items)) {
      unlessStopped(stop);
      sink?.values(objectType, page.records);
      if (page.tags.length > 0) sink?.tags(page.tags);
      onPage(objectType, tally.take(objectType, page));
    }
  }
  for (const object of found.items.filter(({ kind }) => kind === 'object')) {
    for await (const records of remover.records(object)) {
      unlessStopped(stop);
      sink?.records(object, records);
      onPage(object.name, tally.takeRecords(object, records.length));
    }
  }
  return tally.survey(found);
}

/** Counts, whatever the size: nothing is kept of a record. */
class Tally {
  readonly #read = { deals: 0, companies: 0, contacts: 0 };
  readonly #withValues = { deals: 0, companies: 0, contacts: 0 };
  readonly #properties = new Map<string, number>();
  readonly #labels: Map<string, number>;
  readonly #objects: Map<string, number>;
  readonly #items: readonly SchemaItem[];
  #taggedDeals = 0;

  constructor(items: readonly SchemaItem[]) {
    this.#items = items;
    const named = (wanted: SchemaItem['kind'], by: 'label' | 'name'): Map<string, number> =>
      new Map(items.filter(({ kind }) => kind === wanted).map((item) => [item[by], 0]));
    this.#labels = named('label', 'label');
    this.#objects = named('object', 'name');
  }

  /** Records of a type are read where they may hold anything of ours. */
  isRead(type: OurType): boolean {
    return this.#items.some(
      ({ kind, objectType }) =>
        (kind === 'property' && objectType === type) || (kind === 'label' && type === 'deals'),
    );
  }

  take(type: OurType, { read, records, tags }: OurPage): number {
    this.#read[type] += read;
    this.#withValues[type] += records.length;
    for (const { values } of records)
      for (const name of Object.keys(values)) add(this.#properties, `${type}.${name}`, 1);
    for (const { label } of tags) add(this.#labels, label, 1);
    this.#taggedDeals += new Set(tags.map(({ dealId }) => dealId)).size;
    return this.#read[type];
  }

  takeRecords({ name }: SchemaItem, count: number): number {
    add(this.#objects, name, count);
    return this.#objects.get(name) ?? 0;
  }

  survey({ items, kept }: OurItems): Survey {
    return {
      items,
      kept,
      properties: items
        .filter(({ kind }) => kind === 'property')
        .map(({ objectType, name, label }) => ({
          ...{ objectType, name, label },
          records: this.#properties.get(`${objectType}.${name}`) ?? 0,
        })),
      deals: { read: this.#read.deals, withValues: this.#withValues.deals },
      companies: { read: this.#read.companies, withValues: this.#withValues.companies },
      contacts: { read: this.#read.contacts, withValues: this.#withValues.contacts },
      labels: Object.fromEntries(this.#labels),
      taggedDeals: this.#taggedDeals,
      objects: Object.fromEntries(this.#objects),
    };
  }
}

const add = (counts: Map<string, number>, key: string, more: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + more);
};
