/** The company property `partnership_months`: a partner's months as one text, versioned. */
import * as z from 'zod';
import { formatInstant, parseInstant } from '../domain/calendar.js';
import type { PartnerSums } from '../domain/partner-history.js';
import { parseMonth } from '../domain/period.js';
import type { PartnerMonths } from '../operations/partner-months-port.js';
import { parseJson } from './parse-json.js';

const sums = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const published = z.object({
  v: z.literal(1),
  asOf: z.string().transform((text) => parseInstant(text)),
  policy: z.string(),
  model: z.string(),
  currency: z.string(),
  influencedPipeline: z.number(),
  earlier: sums.nullable(),
  family: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]).nullable().default(null),
  months: z.array(z.tuple([z.string().transform(parseMonth), ...sums.def.items])),
});

const familyOf = ([wonDeals, sourcedMinor, influencedMinor, modelMinor, sourcedPipelineMinor]: NonNullable<
  z.infer<typeof published>['family']
>): NonNullable<PartnerMonths['withChildren']> => ({
  wonDeals,
  sourcedMinor,
  influencedMinor,
  modelMinor,
  sourcedPipelineMinor,
});

const texts = ({ deals, sourcedMinor, influencedMinor, modelMinor }: PartnerSums) =>
  [deals, sourcedMinor, influencedMinor, modelMinor] as const;

const sumsOf = ([deals, sourcedMinor, influencedMinor, modelMinor]: z.infer<typeof sums>): PartnerSums => ({
  deals,
  sourcedMinor,
  influencedMinor,
  modelMinor,
});

const familyText = ({
  wonDeals,
  sourcedMinor,
  influencedMinor,
  modelMinor,
  sourcedPipelineMinor,
}: NonNullable<PartnerMonths['withChildren']>) =>
  [wonDeals, sourcedMinor, influencedMinor, modelMinor, sourcedPipelineMinor] as const;

/** The property's text; each list of numbers is deals, sourced, influenced and credit. */
export function encodeMonths(months: PartnerMonths): string {
  return JSON.stringify({
    v: 1,
    asOf: formatInstant(months.asOf),
    policy: months.policyVersion,
    model: months.model,
    currency: months.homeCurrency,
    influencedPipeline: months.influencedPipelineMinor,
    earlier: months.earlier === null ? null : texts(months.earlier),
    ...(months.withChildren === null ? {} : { family: familyText(months.withChildren) }),
    months: months.months.map((one) => [one.month, ...texts(one)]),
  });
}

/** Reads the property; null where it is empty, and where it is not of our writing: the next sync writes it anew. */
export function decodeMonths(text: string | null): PartnerMonths | null {
  const parsed = published.safeParse(parseJson(text ?? ''));
  if (!parsed.success || parsed.data.asOf === null) return null;
  const { asOf, policy, model, currency, influencedPipeline, earlier, family, months } = parsed.data;
  const read = months.flatMap(([month, ...rest]) => (month === null ? [] : [{ month, ...sumsOf(rest) }]));
  return {
    asOf,
    policyVersion: policy,
    model,
    homeCurrency: currency,
    influencedPipelineMinor: influencedPipeline,
    earlier: earlier === null ? null : sumsOf(earlier),
    withChildren: family === null ? null : familyOf(family),
    months: read,
  };
}
