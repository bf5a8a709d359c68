import type { ActivityKind } from '../activities.js';

/** An activity on a deal, with a partner or another company. */
export interface Scene {
  readonly kind: ActivityKind;
  /** The company whose person takes part. */
  readonly company: string;
  /** Days after the deal was created; below 0: before. */
  readonly day: number;
  /** Of meetings; null: nobody entered how it went. */
  readonly outcome?: string | null;
  /** Of meetings and calls. */
  readonly type?: string;
  /** One of its people, by full name; absent: its first one. */
  readonly person?: string;
  /** `people`: it names the company by a person of it; `company`: by the company alone. */
  readonly by?: 'people' | 'company';
  /** Nobody of the deal's customer takes part. */
  readonly withoutCustomer?: true;
  /** Nobody attached it to the deal. */
  readonly withoutDeal?: true;
  /** Names of other deals that HubSpot attached it to. */
  readonly also?: readonly string[];
}

type SceneOptions = Omit<Scene, 'kind' | 'company' | 'day'>;

const scene =
  (kind: ActivityKind) =>
  (company: string, day: number, options: SceneOptions = {}): Scene => ({ kind, company, day, ...options });

/** A meeting with a company, some days after the deal was created. */
export const meeting = scene('meetings');
/** A call with a company, some days after the deal was created. */
export const call = scene('calls');
/** An e-mail from a company, some days after the deal was created. */
export const email = scene('emails');

/** A deal of a lived-in portal: what decides about it, written by hand; the rest is drawn from the seed. */
export interface DealRow {
  readonly name: string;
  /** The company that buys; the primary one unless `primary` says otherwise. */
  readonly customer: string;
  /** `createdate`: a day, or an instant. */
  readonly created: string;
  /** `won`, `lost` or `open`, and the day on which it closed, or is expected to. */
  readonly status: `${'won' | 'lost' | 'open'} ${string}`;
  readonly properties?: Readonly<Record<string, string | null>>;
  readonly scenes?: readonly Scene[];
  /** Labels to companies, the customer's too: company to labels. */
  readonly companies?: Readonly<Record<string, readonly string[]>>;
  /** Labels to people: full name to labels. */
  readonly contacts?: Readonly<Record<string, readonly string[]>>;
  /** The primary company where it is not the customer; null: there is none. */
  readonly primary?: string | null;
  /** `hs_createdate` where it was imported: a day. */
  readonly entered?: string;
  /** Id of the pipeline; absent: the first. */
  readonly pipeline?: string;
  /** ISO 4217; absent: the home currency. */
  readonly currency?: string;
  /** Absent: drawn; null: nobody entered one. */
  readonly amount?: string | null;
}
