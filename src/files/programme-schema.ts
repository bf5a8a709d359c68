/** The shape of the policy's `programme` settings of programme.md; what is absent keeps its default. */
import * as z from 'zod';
import { KPI_IDS } from '../domain/kpi.js';
import { CHECKLIST_STAGES } from '../domain/lifecycle.js';
import { COMPLIANCE_ITEMS } from '../domain/partner-programme.js';
import { PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import { ALERT_KINDS } from '../domain/programme-settings.js';

const number = z.number().optional();
const numbersBy = (names: readonly string[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, number]))).optional();

const TIERS = Object.keys(PARTNER_TIERS);
const oneOf = (names: readonly string[]) => z.enum(names as readonly [string, ...string[]]);

const checklist = z.array(z.strictObject({ id: z.string().min(1), label: z.string().min(1) })).optional();

export const PROGRAMME_SCHEMA = {
  lifecycle: z
    .strictObject({
      checklists: z
        .strictObject(Object.fromEntries(CHECKLIST_STAGES.map((stage) => [stage, checklist])))
        .optional(),
      stallDays: numbersBy(CHECKLIST_STAGES),
    })
    .optional(),
  registrations: z
    .strictObject({
      answerHours: number,
      protectionDays: number,
      extensionDays: number,
      namedAccounts: z.array(z.string()).optional(),
      directOnlyAccounts: z.array(z.string()).optional(),
    })
    .optional(),
  cadence: z
    .strictObject({
      meetEveryDays: numbersBy(TIERS),
      executivesEveryDays: numbersBy(TIERS),
      reviewEveryDays: numbersBy(TIERS),
    })
    .optional(),
  agreements: z
    .strictObject({
      dueDays: z.array(z.number()).optional(),
      required: z.array(oneOf(Object.keys(COMPLIANCE_ITEMS))).optional(),
    })
    .optional(),
  enablement: z
    .strictObject({
      required: z
        .array(
          z.strictObject({
            name: z.string(),
            people: z.number().default(1),
            types: z.array(oneOf(Object.keys(PARTNER_TYPES))).default([]),
            tiers: z.array(oneOf(TIERS)).default([]),
          }),
        )
        .optional(),
    })
    .optional(),
  numbers: z
    .strictObject({
      shown: z.array(oneOf(KPI_IDS)).optional(),
      activationDays: number,
      satisfaction: z.enum(['nps', 'csat']).optional(),
      escalationCategories: z.array(z.string()).optional(),
    })
    .optional(),
  forecast: z.strictObject({ historyMonths: number, backtestMonths: number }).optional(),
  alerts: z
    .strictObject({
      on: z.array(z.enum(ALERT_KINDS)).optional(),
      as: z.enum(['task', 'note']).optional(),
      lockDays: number,
    })
    .optional(),
};
