import type { Parameters } from '../../ask.js';
import type { AgreementForm } from '../../view.js';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is no number is sent as one that the rules refuse, with what to do. */
const numberOf = (text: string): number | null => {
  if (text.trim() === '') return null;
  const days = Number(text);
  return Number.isFinite(days) ? days : -1;
};

/** What was typed, as `change-programme` takes it: fields that nobody touched are not sent, so that they stay as they are. */
export const agreementChange = (
  kind: 'set_agreement' | 'renew_agreement',
  before: AgreementForm,
  form: AgreementForm,
  outcome: 'renewed' | 'changed',
): Parameters => {
  const changed = (key: keyof AgreementForm, value: unknown): Parameters =>
    form[key] === before[key] ? {} : { [key]: value };
  const compliance = form.compliance.filter(({ until }, place) => until !== before.compliance[place]?.until);
  const amount = orNull(form.amount);
  const isValueTouched = form.amount !== before.amount || form.currency !== before.currency;
  return {
    kind,
    ...(kind === 'renew_agreement'
      ? { outcome, endsAt: form.endsAt, ...(form.startsAt === '' ? {} : { startsAt: form.startsAt }) }
      : {
          ...changed('signedAt', orNull(form.signedAt)),
          ...changed('startsAt', orNull(form.startsAt)),
          ...changed('endsAt', orNull(form.endsAt)),
        }),
    ...changed('noticeDays', numberOf(form.noticeDays)),
    ...changed('renewsItself', form.renewsItself),
    ...changed('document', orNull(form.document)),
    ...(isValueTouched ? { value: amount === null ? null : { amount, currency: form.currency.trim() } } : {}),
    ...(compliance.length === 0
      ? {}
      : { compliance: Object.fromEntries(compliance.map(({ item, until }) => [item, orNull(until)])) }),
  };
};
