/** How a portal runs its partner programme: settings of the policy under `programme`, with the defaults of programme.md. */
import { CHECKLIST_STAGES, DEFAULT_CHECKLISTS, type Checklists, type StallDays } from './lifecycle.js';
import type { KpiId } from './kpi.js';
import type { ComplianceItem } from './partner-programme.js';
import type { PartnerTier, PartnerType } from './partner.js';

export interface LifecycleSettings {
  readonly checklists: Checklists;
  /** Days without activity after which a partner stalls, by stage; a stage that is not named does not. */
  readonly stallDays: StallDays;
}

export interface RegistrationSettings {
  /** Within how many hours of its submission a registration is to be answered. */
  readonly answerHours: number;
  /** How long an approval protects the prospect, from the approval on. */
  readonly protectionDays: number;
  /** How long the one extension prolongs it. */
  readonly extensionDays: number;
  /** Companies that nobody may register: company ids or domains. */
  readonly namedAccounts: readonly string[];
  readonly directOnlyAccounts: readonly string[];
}

type DaysByTier = Readonly<Partial<Record<PartnerTier, number>>>;

/** How often to do something with a partner, by its tier; a tier that is not named has no cadence. */
export interface CadenceSettings {
  readonly meetEveryDays: DaysByTier;
  readonly executivesEveryDays: DaysByTier;
  readonly reviewEveryDays: DaysByTier;
}

export interface AgreementSettings {
  /** Days before an agreement's end, or that of what must be in force besides, at which it is due; the largest first. */
  readonly dueDays: readonly number[];
  /** What must be in force besides the agreement itself. */
  readonly required: readonly ComplianceItem[];
}

/** A certification that partners have to hold. */
export interface RequiredCertification {
  readonly name: string;
  /** By how many of the partner's people. */
  readonly people: number;
  /** Partners of these types and tiers; an empty list: of all. */
  readonly types: readonly PartnerType[];
  readonly tiers: readonly PartnerTier[];
}

export interface EnablementSettings {
  readonly required: readonly RequiredCertification[];
}

export interface NumbersSettings {
  /** Which of the sixteen are shown, in this order. */
  readonly shown: readonly KpiId[];
  /** Within how many days of signing a partner's first qualifying action is to come. */
  readonly activationDays: number;
  readonly satisfaction: 'nps' | 'csat';
  /** Values of a ticket's category that mean an escalation, compared without case. */
  readonly escalationCategories: readonly string[];
}

export interface ForecastSettings {
  /** Deals closed within so many months teach how likely a stage is to win. */
  readonly historyMonths: number;
  /** Months before the last that the backtest forecasts. */
  readonly backtestMonths: number;
}

export const ALERT_KINDS = [
  'registration_due',
  'agreement_due',
  'tier_at_risk',
  'conflict',
  'lock_without_evidence',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface AlertSettings {
  /** What is sent; what is not named is off. */
  readonly on: readonly AlertKind[];
  readonly as: 'task' | 'note';
  /** Days before a deal locks at which its missing evidence is told. */
  readonly lockDays: number;
}

export interface ProgrammeSettings {
  readonly lifecycle: LifecycleSettings;
  readonly registrations: RegistrationSettings;
  readonly cadence: CadenceSettings;
  readonly agreements: AgreementSettings;
  readonly enablement: EnablementSettings;
  readonly numbers: NumbersSettings;
  readonly forecast: ForecastSettings;
  readonly alerts: AlertSettings;
}

export const DEFAULT_PROGRAMME: ProgrammeSettings = {
  lifecycle: {
    checklists: DEFAULT_CHECKLISTS,
    stallDays: {
      discovery_qualification: 30,
      negotiation_agreement: 45,
      onboarding_enablement: 60,
      activation_growth: 90,
      optimization_renewal: 90,
    },
  },
  registrations: {
    answerHours: 48,
    protectionDays: 90,
    extensionDays: 30,
    namedAccounts: [],
    directOnlyAccounts: [],
  },
  cadence: {
    meetEveryDays: { registered: 180, silver: 90, gold: 30, platinum: 14 },
    executivesEveryDays: { gold: 180, platinum: 90 },
    reviewEveryDays: { registered: 365, silver: 180, gold: 90, platinum: 90 },
  },
  agreements: { dueDays: [90, 60, 30], required: ['data_protection', 'insurance', 'security_review'] },
  enablement: { required: [] },
  numbers: {
    shown: [
      'sourced_revenue',
      'influenced_revenue',
      'revenue_per_partner',
      'joint_pipeline',
      'registration_conversion',
      'activation_rate',
      'partner_retention',
      'renewal_rate',
    ],
    activationDays: 90,
    satisfaction: 'nps',
    escalationCategories: ['escalation', 'partner_escalation'],
  },
  forecast: { historyMonths: 24, backtestMonths: 6 },
  alerts: { on: ALERT_KINDS, as: 'task', lockDays: 3 },
};

/**
 * What is wrong with programme settings beyond the shape of their values.
 * @returns one sentence a violation, naming the key and the value.
 */
export function programmeViolations(settings: ProgrammeSettings): readonly string[] {
  const { registrations, cadence, agreements, numbers, forecast, alerts, lifecycle } = settings;
  const days: readonly (readonly [key: string, value: number, least: number])[] = [
    ['registrations.answerHours', registrations.answerHours, 1],
    ['registrations.protectionDays', registrations.protectionDays, 1],
    ['registrations.extensionDays', registrations.extensionDays, 0],
    ['numbers.activationDays', numbers.activationDays, 1],
    ['forecast.historyMonths', forecast.historyMonths, 3],
    ['forecast.backtestMonths', forecast.backtestMonths, 1],
    ['alerts.lockDays', alerts.lockDays, 0],
    ...agreements.dueDays.map((value) => ['agreements.dueDays', value, 0] as const),
    ...Object.entries(cadence).flatMap(([key, byTier]) =>
      Object.entries(byTier as DaysByTier).map(
        ([tier, value]) => [`cadence.${key}.${tier}`, value, 1] as const,
      ),
    ),
    ...Object.entries(lifecycle.stallDays).map(
      ([stage, value]) => [`lifecycle.stallDays.${stage}`, value, 1] as const,
    ),
  ];
  return [
    ...days.flatMap(([key, value, least]) =>
      Number.isInteger(value) && value >= least
        ? []
        : [`programme.${key} is ${value}; it must be a whole number, ${least} or more`],
    ),
    ...repeats('programme.numbers.shown', numbers.shown),
    ...repeats('programme.alerts.on', alerts.on),
    ...checklistViolations(lifecycle.checklists),
    ...settings.enablement.required.flatMap(({ name, people }) => [
      ...(name.trim() === '' ? ['programme.enablement.required names a certification without a name'] : []),
      ...(Number.isInteger(people) && people >= 1
        ? []
        : [`programme.enablement.required asks for ${people} people with ${name}; it must be 1 or more`]),
    ]),
  ];
}

const repeats = (key: string, values: readonly string[]): readonly string[] =>
  [...new Set(values.filter((value, place) => values.indexOf(value) !== place))].map(
    (value) => `${key} names ${value} twice`,
  );

function checklistViolations(checklists: Checklists): readonly string[] {
  const ids = CHECKLIST_STAGES.flatMap((stage) => checklists[stage].map(({ id }) => id));
  return repeats('programme.lifecycle.checklists', ids);
}
