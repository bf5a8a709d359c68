/** An agreement is written down, renewed or ended; what cannot be so is refused with its days. */
import {
  dateText,
  fromTo,
  noticeProblem,
  termLines,
  termsWith,
  type AgreementDays,
  type Problem,
  type TypedAgreement,
} from './agreement-terms.js';
import { assertNever } from './assert-never.js';
import { dateNumber, displayDate, isoDate } from './agreement.js';
import { DAY_MS, instant, type Instant } from './calendar.js';
import {
  refusedChange,
  type ChangeContext,
  type ProgrammeFields,
  type ProgrammeVerdict,
} from './change-context.js';
import { dayNumber } from './due-day.js';
import type { AgreementEnd, AgreementTerms, PartnerProgramme } from './partner-programme.js';

export type AgreementChange =
  | ({ readonly kind: 'set_agreement' } & TypedAgreement)
  | ({
      readonly kind: 'renew_agreement';
      /** The same terms, or others. */
      readonly outcome: 'renewed' | 'changed';
      readonly endsAt: Instant;
    } & Omit<TypedAgreement, 'endsAt'>)
  | {
      readonly kind: 'end_agreement';
      /** Its last day. */
      readonly on: Instant;
      readonly reason: string;
    };

/** Judges a change of the agreement. */
export function applyAgreementChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: AgreementChange,
): ProgrammeVerdict {
  switch (change.kind) {
    case 'set_agreement':
      return setAgreement(context, programme, change);
    case 'renew_agreement':
      return renew(context, programme, change);
    case 'end_agreement':
      return end(context, programme, change);
    default:
      return assertNever(change);
  }
}

const datesNow = ({ profile: { agreement } }: ChangeContext): AgreementDays => ({
  signedAt: agreement?.signedAt ?? null,
  startsAt: agreement?.startsAt ?? null,
  endsAt: agreement?.endsAt ?? null,
});

const today = ({ now, timeZone }: ChangeContext): Instant => instant(dayNumber(now, timeZone) * DAY_MS);

/** What dates cannot be. */
function dateProblem(
  context: ChangeContext,
  { agreementEnds }: Pick<PartnerProgramme, 'agreementEnds'>,
  { signedAt, startsAt, endsAt }: AgreementDays,
): Problem | null {
  const whose = `The agreement with ${context.name}`;
  if (signedAt !== null && signedAt > today(context)) {
    return [
      `${whose} cannot have been signed on ${displayDate(signedAt)}: that day is still to come.`,
      'Give the day on which it was signed.',
    ];
  }
  const begins = startsAt ?? signedAt;
  if (endsAt !== null && begins !== null && endsAt < begins) {
    return [
      `${whose} would end on ${displayDate(endsAt)}, before it ${startsAt === null ? 'was signed' : 'starts'} on ${displayDate(begins)}.`,
      'Give an end after the start.',
    ];
  }
  const last = agreementEnds.toSorted((a, b) => a.endedAt - b.endedAt).at(-1);
  const overlaps =
    last !== undefined &&
    begins !== null &&
    begins <= last.endedAt &&
    // The dates of the one that was concluded may stand there still.
    (endsAt === null || dateNumber(endsAt) !== dateNumber(last.endedAt)) &&
    // After a renewal the first signature stays.
    !(startsAt === null && last.outcome !== 'ended');
  return overlaps
    ? [
        `${whose} would start on ${displayDate(begins)} and overlap with the one before it, which ran until ${displayDate(last.endedAt)}.`,
        'Give a start after that day.',
      ]
    : null;
}

const refusal = ([message, next]: Problem): ProgrammeVerdict => refusedChange(message, next);

const changedDates = (before: AgreementDays, after: AgreementDays): ProgrammeFields => ({
  ...(before.signedAt === after.signedAt ? {} : { signedAt: after.signedAt }),
  ...(before.startsAt === after.startsAt ? {} : { startsAt: after.startsAt }),
  ...(before.endsAt === after.endsAt ? {} : { endsAt: after.endsAt }),
});

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

function setAgreement(
  context: ChangeContext,
  programme: PartnerProgramme,
  typed: TypedAgreement,
): ProgrammeVerdict {
  const before = datesNow(context);
  const after: AgreementDays = {
    signedAt: typed.signedAt === undefined ? before.signedAt : typed.signedAt,
    startsAt: typed.startsAt === undefined ? before.startsAt : typed.startsAt,
    endsAt: typed.endsAt === undefined ? before.endsAt : typed.endsAt,
  };
  const read = termsWith(context, programme.terms, typed);
  if ('problem' in read) return refusal(read.problem);
  const problem = dateProblem(context, programme, after) ?? noticeProblem(context, read.terms, after);
  if (problem !== null) return refusal(problem);
  const fields = changedDates(before, after);
  const lines = termLines(programme.terms, read.terms);
  const moved = dateLines(before, after);
  if (isEmpty(fields) && lines.length === 0) {
    return refusedChange(
      `The agreement with ${context.name} says that already.`,
      'Change something, or close.',
    );
  }
  return {
    kind: 'changed',
    programme: { ...programme, terms: read.terms },
    fields,
    title: `Write down the agreement with ${context.name}`,
    sentences: [`The agreement with ${context.name}: ${[...moved, ...lines].join('; ')}.`],
    needsConfirmation: true,
  };
}

const dateLines = (before: AgreementDays, after: AgreementDays): readonly string[] =>
  (
    [
      ['signed', before.signedAt, after.signedAt],
      ['starts', before.startsAt, after.startsAt],
      ['ends', before.endsAt, after.endsAt],
    ] as const
  ).flatMap(([what, was, is]) => (was === is ? [] : [fromTo(what, dateText(was), dateText(is))]));

/** The value that the renewal rate weighs with: in home currency alone, since nothing here converts. */
const homeValue = ({ homeCurrency }: ChangeContext, { value }: AgreementTerms): number | null =>
  value?.currency === homeCurrency ? value.minor : null;

const leftOut = ({ homeCurrency }: ChangeContext, { value }: AgreementTerms): readonly string[] =>
  value === null || value.currency === homeCurrency
    ? []
    : [`Its value is in ${value.currency}: the renewal rate by value, in ${homeCurrency}, leaves it out.`];

type Renewal = Extract<AgreementChange, { readonly kind: 'renew_agreement' }>;

function renew(context: ChangeContext, programme: PartnerProgramme, typed: Renewal): ProgrammeVerdict {
  const { name, now, by } = context;
  const before = datesNow(context);
  const { signedAt, endsAt } = before;
  if (endsAt === null || signedAt === null) {
    return refusedChange(
      `${name} has no agreement with a day of signing and an end, so there is none to renew.`,
      'Write the agreement down first.',
    );
  }
  const follows = instant(endsAt + DAY_MS);
  const startsAt = typed.startsAt ?? follows;
  if (startsAt <= endsAt) {
    return refusedChange(
      `The agreement with ${name} runs until ${displayDate(endsAt)}, and would overlap with one that starts on ${displayDate(startsAt)}.`,
      `Give a start after that day, or end the present one first. ${isoDate(follows)} follows on it.`,
    );
  }
  const after: AgreementDays = { signedAt: typed.signedAt ?? signedAt, startsAt, endsAt: typed.endsAt };
  const read = termsWith(context, programme.terms, typed);
  if ('problem' in read) return refusal(read.problem);
  const ends = concluded(programme, {
    ...{ endedAt: endsAt, outcome: typed.outcome, decidedAt: now, by },
    valueMinor: homeValue(context, programme.terms),
  });
  const problem =
    dateProblem(context, { agreementEnds: [] }, after) ?? noticeProblem(context, read.terms, after);
  if (problem !== null) return refusal(problem);
  const how = typed.outcome === 'renewed' ? 'is renewed' : 'is renewed on other terms';
  return {
    kind: 'changed',
    programme: { ...programme, terms: read.terms, agreementEnds: ends },
    fields: changedDates(before, after),
    title: `Renew the agreement with ${name}`,
    sentences: [
      `The agreement with ${name} ${how}: it runs from ${displayDate(startsAt)} until ${displayDate(typed.endsAt)} (the one before ran until ${displayDate(endsAt)}).`,
      ...termLines(programme.terms, read.terms).map((line) => `Then: ${line}.`),
      ...leftOut(context, programme.terms),
    ],
    needsConfirmation: true,
  };
}

/** What became of an agreement is decided once; a later decision about the same end takes its place. */
const concluded = ({ agreementEnds }: PartnerProgramme, decided: AgreementEnd): readonly AgreementEnd[] => [
  ...agreementEnds.filter(({ endedAt }) => dateNumber(endedAt) !== dateNumber(decided.endedAt)),
  decided,
];

type Ending = Extract<AgreementChange, { readonly kind: 'end_agreement' }>;

function end(context: ChangeContext, programme: PartnerProgramme, { on, reason }: Ending): ProgrammeVerdict {
  const { name, now, by } = context;
  const before = datesNow(context);
  const begins = before.startsAt ?? before.signedAt;
  if (before.signedAt === null || begins === null) {
    return refusedChange(
      `No agreement with ${name} was signed, so there is none to end.`,
      'Write it down first.',
    );
  }
  if (reason.trim() === '') {
    return refusedChange(`Ending the agreement with ${name} needs a reason.`, 'Say why in a sentence.');
  }
  if (on < begins) {
    return refusedChange(
      `The agreement with ${name} cannot end on ${displayDate(on)}, before it begins on ${displayDate(begins)}.`,
      'Give a last day after that.',
    );
  }
  if (before.endsAt !== null && on > before.endsAt) {
    return refusedChange(
      `The agreement with ${name} runs until ${displayDate(before.endsAt)}, and would end later, on ${displayDate(on)}.`,
      'Give a last day up to that one; to go on beyond it, renew it.',
    );
  }
  const ended = {
    ...({ endedAt: on, outcome: 'ended', decidedAt: now, by } as const),
    valueMinor: homeValue(context, programme.terms),
  };
  const last = `The agreement with ${name} ends on ${displayDate(on)}`;
  const instead =
    before.endsAt === null || before.endsAt === on ? '' : `, not on ${displayDate(before.endsAt)}`;
  return {
    kind: 'changed',
    programme: {
      ...programme,
      terms: { ...programme.terms, renewsItself: false },
      agreementEnds: concluded(programme, ended),
    },
    fields: changedDates(before, { ...before, endsAt: on }),
    title: `End the agreement with ${name}`,
    sentences: [
      `${last}${instead}. Reason: ${reason.trim()}`,
      ...(programme.terms.renewsItself ? ['It does not renew itself any more.'] : []),
      'The partner lifecycle stage stays as it is: end the partnership there.',
      ...leftOut(context, programme.terms),
    ],
    needsConfirmation: true,
  };
}
