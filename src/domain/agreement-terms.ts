/** The terms of an agreement as somebody types them: read, judged, and told against those before. */
import { dateNumber, displayDate } from './agreement.js';
import type { Instant } from './calendar.js';
import { currencyExponent } from './currencies.js';
import { formatAmount, parseAmount } from './money.js';
import { COMPLIANCE_ITEMS, type AgreementTerms, type ComplianceItem } from './partner-programme.js';

/** An amount as somebody types it. */
export interface TypedAmount {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** What is absent stays as it is; null empties it. Days are at 00:00Z. */
export interface TypedAgreement {
  readonly signedAt?: Instant | null | undefined;
  readonly startsAt?: Instant | null | undefined;
  readonly endsAt?: Instant | null | undefined;
  readonly noticeDays?: number | null | undefined;
  readonly renewsItself?: boolean | undefined;
  readonly value?: TypedAmount | null | undefined;
  readonly document?: string | null | undefined;
  readonly compliance?: Readonly<Partial<Record<ComplianceItem, Instant | null | undefined>>> | undefined;
}

/** The days of an agreement; null where one is not said. */
export interface AgreementDays {
  readonly signedAt: Instant | null;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
}

interface Named {
  /** The partner's, in a sentence. */
  readonly name: string;
}

/** The words of a refusal, which is an error of its own once it is known whose agreement it is. */
export type Problem = readonly [message: string, next: string];

export type ReadTerms = { readonly terms: AgreementTerms } | { readonly problem: Problem };

/** At most so many days of notice: ten years. */
const MOST_NOTICE_DAYS = 3_650;

/** The terms with what was typed. */
export function termsWith({ name }: Named, before: AgreementTerms, typed: TypedAgreement): ReadTerms {
  const { noticeDays = before.noticeDays, renewsItself = before.renewsItself } = typed;
  if (
    noticeDays !== null &&
    !(Number.isInteger(noticeDays) && noticeDays >= 0 && noticeDays <= MOST_NOTICE_DAYS)
  ) {
    return {
      problem: [
        `The agreement with ${name} cannot have ${noticeDays} days of notice.`,
        `Give a whole number of days from 0 to ${MOST_NOTICE_DAYS.toLocaleString('en-US')}, or none.`,
      ],
    };
  }
  const value = typed.value === undefined ? before.value : amountOf(typed.value);
  if (value === 'unreadable') {
    const { amount = '', currency = '' } = typed.value ?? {};
    return {
      problem: [
        `“${amount} ${currency}” is no value of an agreement.`,
        'Give an amount such as 12000.50, not negative, and a currency such as USD.',
      ],
    };
  }
  const document = typed.document === undefined ? before.document : typed.document;
  if (document !== null && !/^https?:\/\/[^\s/]+\S*$/i.test(document)) {
    return {
      problem: [
        `“${document.slice(0, 100)}” is no address of a document.`,
        'Give one that begins with https://, such as the share link of the file.',
      ],
    };
  }
  const compliance = Object.fromEntries(
    (Object.keys(COMPLIANCE_ITEMS) as ComplianceItem[]).flatMap((item) => {
      const wanted = typed.compliance?.[item];
      const until = wanted === undefined ? before.compliance[item] : wanted;
      return until == null ? [] : [[item, until] as const];
    }),
  ) as AgreementTerms['compliance'];
  return { terms: { noticeDays, renewsItself, value, document, compliance } };
}

function amountOf(typed: TypedAmount | null): AgreementTerms['value'] | 'unreadable' {
  if (typed === null) return null;
  const currency = typed.currency.toUpperCase();
  const exponent = currencyExponent(currency);
  if (exponent === null) return 'unreadable';
  const amount = parseAmount(typed.amount.trim(), exponent);
  return amount.kind === 'invalid' || amount.minor < 0 ? 'unreadable' : { minor: amount.minor, currency };
}

/** Notice that is longer than the agreement could never be given. */
export function noticeProblem(
  { name }: Named,
  { noticeDays }: AgreementTerms,
  dates: AgreementDays,
): Problem | null {
  const begins = dates.startsAt ?? dates.signedAt;
  if (noticeDays === null || dates.endsAt === null || begins === null) return null;
  const length = dateNumber(dates.endsAt) - dateNumber(begins);
  return noticeDays <= length
    ? null
    : [
        `The agreement with ${name} runs for ${length} days, so that its ${noticeDays} days of notice would begin before it does.`,
        'Give fewer days of notice, or a later end.',
      ];
}

/** Example: "31 Dec 2026". */
export const dateText = (at: Instant | null): string | null => (at === null ? null : displayDate(at));

/** Example: "ends 31 Dec 2027 (was 31 Dec 2026)" */
export const fromTo = (what: string, was: string | null, is: string | null): string =>
  is === null
    ? `${what} nothing any more (was ${was ?? 'nothing'})`
    : was === null
      ? `${what} ${is}`
      : `${what} ${is} (was ${was})`;

/** What differs, one item each. */
export function termLines(before: AgreementTerms, after: AgreementTerms): readonly string[] {
  const days = (count: number | null): string | null => (count === null ? null : `${count} days`);
  const money = (value: AgreementTerms['value']): string | null =>
    value === null ? null : `${value.currency} ${formatAmount(value.minor, value.currency)}`;
  const pairs: readonly (readonly [what: string, was: string | null, is: string | null])[] = [
    ['notice', days(before.noticeDays), days(after.noticeDays)],
    ['value', money(before.value), money(after.value)],
    ['document', before.document, after.document],
    ...(Object.keys(COMPLIANCE_ITEMS) as ComplianceItem[]).map(
      (item) =>
        [
          `${COMPLIANCE_ITEMS[item].toLowerCase()} until`,
          dateText(before.compliance[item] ?? null),
          dateText(after.compliance[item] ?? null),
        ] as const,
    ),
  ];
  return [
    ...(before.renewsItself === after.renewsItself
      ? []
      : [after.renewsItself ? 'renews itself' : 'does not renew itself any more']),
    ...pairs.flatMap(([what, was, is]) => (was === is ? [] : [fromTo(what, was, is)])),
  ];
}
