import { notFound } from './api-error.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';
import type { ValidationRule } from './validation-rules.js';

type Format = Extract<ValidationRule, { readonly kind: 'format' }>;

/** What this API lists are forms of values; which properties a record must have, HubSpot shows to admins alone. */
const formatsOf = (portal: Portal, type: ObjectType): readonly Format[] =>
  portal.settings.validationRules.filter(
    (rule): rule is Format => rule.kind === 'format' && rule.type === type,
  );

const ruleBody = ({ ruleType, ruleArguments }: Format) => ({
  ruleType,
  ruleArguments,
  shouldApplyNormalization: false,
});

/** `GET /crm/property-validations/…/{type}` */
export function listValidations(portal: Portal, request: ApiRequest): Answer {
  const rules = formatsOf(portal, objectType(request.param('type')));
  const results = [...new Set(rules.map(({ property }) => property))].map((propertyName) => ({
    propertyName,
    propertyValidationRules: rules.filter(({ property }) => property === propertyName).map(ruleBody),
  }));
  return { status: 200, body: { results } };
}

/** `GET /crm/property-validations/…/{type}/{name}` */
export function getValidations(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  const name = request.param('name');
  if (portal.properties.get(type, name) === undefined) {
    throw notFound(`Property "${name}" does not exist on ${type}`);
  }
  const results = formatsOf(portal, type)
    .filter(({ property }) => property === name)
    .map(ruleBody);
  return { status: 200, body: { results } };
}
