/** What the conformance suite asks of a portal: the same of every client, so that both are held to the same answers. */
export type RecordType =
  | 'deals'
  | 'companies'
  | 'contacts'
  | 'tickets'
  | 'tasks'
  | 'notes'
  | 'feedback_submissions'
  /** Marketing events, of which the CRM API knows the type id alone. */
  | '0-54';
export type Properties = Record<string, string>;

export interface Item {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly archived?: boolean | undefined;
  /** Of an upsert. */
  readonly new?: boolean | undefined;
}

export interface BatchError {
  readonly status: string;
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** A batch as it came out: what was refused stands in `errors`. */
export interface Batch<T = Item> {
  readonly results: readonly T[];
  readonly numErrors: number;
  readonly errors: readonly BatchError[];
}

export interface Page {
  readonly results: readonly Item[];
  readonly total?: number | undefined;
  readonly after: string | null;
}

export interface TypeShown {
  readonly category: string;
  readonly typeId: number;
  readonly label?: string | null | undefined;
}

export interface Linked {
  readonly from: string;
  readonly to: readonly { readonly id: string; readonly types: readonly TypeShown[] }[];
}

export interface TypeSpec {
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  readonly typeId: number;
}

export interface WriteInput {
  readonly id?: string;
  readonly idProperty?: string;
  readonly properties: Properties;
  readonly objectWriteTraceId?: string;
}

export interface PropertyInput {
  readonly name: string;
  readonly label: string;
  readonly groupName: string;
  readonly hasUniqueValue?: boolean;
}

export interface Stage {
  readonly id: string;
  readonly isClosed: boolean;
  readonly probability: number;
}

/** How much of a limit is used. */
export interface Measured {
  readonly limit: number;
  readonly usage: number;
}

/** A refusal by the portal. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: {
      readonly category?: string;
      readonly errors?: readonly { readonly code?: string }[];
    },
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

export interface Consumer {
  create(type: RecordType, properties: Properties): Promise<Item>;
  get(
    type: RecordType,
    id: string,
    options?: { properties?: string[]; archived?: boolean; idProperty?: string },
  ): Promise<Item>;
  list(type: RecordType, options: { limit: number; after?: string; archived?: boolean }): Promise<Page>;
  update(type: RecordType, id: string, properties: Properties): Promise<Item>;
  archive(type: RecordType, id: string): Promise<void>;
  merge(type: RecordType, primaryId: string, otherId: string): Promise<Item>;
  batchRead(
    type: RecordType,
    ids: readonly string[],
    properties: string[],
    idProperty?: string,
  ): Promise<Batch>;
  batchCreate(type: RecordType, inputs: readonly WriteInput[]): Promise<Batch>;
  batchUpdate(type: RecordType, inputs: readonly WriteInput[]): Promise<Batch>;
  batchUpsert(type: RecordType, inputs: readonly WriteInput[]): Promise<Batch>;
  search(
    type: RecordType,
    filter: { property: string; operator: string; value: string },
    options: { limit: number; after?: string },
  ): Promise<Page>;
  labels(from: RecordType, to: RecordType): Promise<readonly TypeShown[]>;
  createLabel(
    from: RecordType,
    to: RecordType,
    label: { name: string; label: string; inverseLabel: string },
  ): Promise<readonly TypeShown[]>;
  deleteLabel(from: RecordType, to: RecordType, typeId: number): Promise<void>;
  associate(
    from: RecordType,
    to: RecordType,
    fromId: string,
    toId: string,
    types: readonly TypeSpec[],
  ): Promise<Batch<unknown>>;
  unlabel(
    from: RecordType,
    to: RecordType,
    fromId: string,
    toId: string,
    types: readonly TypeSpec[],
  ): Promise<void>;
  dissociate(from: RecordType, to: RecordType, fromId: string, toId: string): Promise<void>;
  links(from: RecordType, to: RecordType, ids: readonly string[]): Promise<readonly Linked[]>;
  createProperty(type: RecordType, property: PropertyInput): Promise<void>;
  deleteProperty(type: RecordType, name: string): Promise<void>;
  propertyNames(type: RecordType): Promise<readonly string[]>;
  createGroup(type: RecordType, group: { name: string; label: string }): Promise<void>;
  deleteGroup(type: RecordType, name: string): Promise<void>;
  /** Of deals to companies. */
  labelLimits(): Promise<readonly Measured[]>;
  propertyLimits(): Promise<readonly (Measured & { readonly objectTypeId: string })[]>;
  /** Properties of deals of which an admin wants a form. */
  validatedProperties(): Promise<readonly string[]>;
  /** The scopes of the token; a private app's alone can be asked. */
  scopes(token: string): Promise<readonly string[]>;
  stages(): Promise<readonly Stage[]>;
  ownerIds(): Promise<readonly string[]>;
  account(): Promise<{ portalId: number; timeZone: string; companyCurrency: string }>;
}

/** What a refused call was refused with; fails where it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('This was expected to be refused, and was not');
}
