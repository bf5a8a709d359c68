/** What a portal tells of itself before anything is created there. Reads only; every question is optional to it. */
import * as z from 'zod';
import type { PartnerSource } from '../domain/mapping.js';
import type { PartnerLifecycle, PreflightReader, PropertyRule, Room } from '../operations/preflight-port.js';
import { chunk } from './associations.js';
import { labelRoom, NOT_TOLD } from './label-room.js';
import {
  associationsPath,
  BATCH_LIMIT,
  limitsPath,
  objectsPath,
  TOKEN_INFO_PATH,
  TYPE_IDS,
  validationsPath,
} from './paths.js';
import { Cells } from './cells.js';
import { hasOneOf } from './mapped-values.js';
import { recordBatch } from './record-page.js';
import { reviewSchema } from './schema-review.js';
import type { Transport } from './transport.js';

/** @param accessToken whose scopes are asked for; HubSpot takes it in the body, and no log has it. */
export function hubspotPreflight(transport: Transport, accessToken: string): PreflightReader {
  return {
    scopes: () => readScopes(transport, accessToken),
    schema: () => reviewSchema(transport),
    labelRoom: () => labelRoom(transport),
    propertyRoom: (objectType) => readPropertyRoom(transport, objectType),
    objectRoom: () => readObjectRoom(transport),
    companiesPerDeal: () => readCompaniesPerDeal(transport),
    rules: () => readRules(transport),
    lifecycleOf: async (partners, companyIds) => {
      const [counted, read] = await Promise.all([
        countLifecycle(transport, partners),
        readLifecycle(transport, partners, companyIds ?? []),
      ]);
      return { partners: counted.partners + read.partners, customers: counted.customers + read.customers };
    },
  };
}

/** An answer that the portal, or the token, may not give. */
const notTold = z.unknown().transform(() => null);

async function ask<T>(
  transport: Transport,
  schema: z.ZodType<T>,
  path: string,
  body?: unknown,
): Promise<T | null> {
  const { status, data } = await transport.call({
    method: body === undefined ? 'GET' : 'POST',
    repeatable: true,
    accept: NOT_TOLD,
    path,
    ...(body === undefined ? {} : { body }),
    schema: z.union([schema, notTold]),
  });
  return status >= 400 ? null : data;
}

const tokenInfo = z.object({ scopes: z.array(z.string()) });

// Source: developers.hubspot.com, “Private apps”, read November 2026. Tokens of OAuth apps answer 404 there.
const readScopes = async (transport: Transport, tokenKey: string): Promise<readonly string[] | null> =>
  (await ask(transport, tokenInfo, TOKEN_INFO_PATH, { tokenKey }))?.scopes ?? null;

const propertyLimits = z.object({
  byObjectType: z.array(z.object({ objectTypeId: z.string(), limit: z.number(), usage: z.number() })),
});

async function readPropertyRoom(
  transport: Transport,
  objectType: keyof typeof TYPE_IDS,
): Promise<Room | null> {
  const limits = await ask(transport, propertyLimits, limitsPath('/custom-properties'));
  const found = limits?.byObjectType.find(({ objectTypeId }) => objectTypeId === TYPE_IDS[objectType]);
  return found === undefined ? null : { limit: found.limit, used: found.usage };
}

const objectLimits = z.object({ limit: z.number(), usage: z.number() });

async function readObjectRoom(transport: Transport): Promise<Room | null> {
  const limits = await ask(transport, objectLimits, limitsPath('/custom-object-types'));
  return limits === null ? null : { limit: limits.limit, used: limits.usage };
}

const configurations = z.object({
  results: z.array(z.object({ userEnforcedMaxToObjectIds: z.number().nullish() })),
});

async function readCompaniesPerDeal(transport: Transport): Promise<number | null> {
  const path = `${associationsPath('definitions', 'configurations', '')}/deals/companies`;
  const found = await ask(transport, configurations, path);
  const limits = (found?.results ?? []).flatMap(({ userEnforcedMaxToObjectIds: most }) => most ?? []);
  return limits.length === 0 ? null : Math.min(...limits);
}

const validations = z.object({
  results: z.array(
    z.object({
      propertyName: z.string(),
      propertyValidationRules: z.array(z.object({ ruleType: z.string() })),
    }),
  ),
});

async function readRules(transport: Transport): Promise<readonly PropertyRule[] | null> {
  const types = ['deals', 'companies'] as const;
  const answers = await Promise.all(
    types.map((type) => ask(transport, validations, validationsPath(TYPE_IDS[type]))),
  );
  if (answers.every((answer) => answer === null)) return null;
  return answers.flatMap((answer, place) =>
    (answer?.results ?? []).flatMap(({ propertyName, propertyValidationRules }) =>
      propertyValidationRules.map(({ ruleType }) => ({
        objectType: types[place] ?? 'deals',
        property: propertyName,
        rule: ruleType,
      })),
    ),
  );
}

/** HubSpot's own lifecycle stage, and the value that a customer has. */
const LIFECYCLE = 'lifecyclestage';
const CUSTOMER = 'customer';

const counted = z.object({ total: z.number() });

async function countLifecycle(transport: Transport, partners: PartnerSource): Promise<PartnerLifecycle> {
  if (partners.from !== 'company') return { partners: 0, customers: 0 };
  const { property: propertyName, values } = partners;
  const isPartner = { propertyName, operator: 'IN', values };
  const isCustomer = { propertyName: LIFECYCLE, operator: 'EQ', value: CUSTOMER };
  const count = async (filters: readonly object[]): Promise<number> => {
    const body = { filterGroups: [{ filters }], properties: [], limit: 1 };
    return (await ask(transport, counted, objectsPath('companies', '/search'), body))?.total ?? 0;
  };
  const [all, customers] = await Promise.all([count([isPartner]), count([isPartner, isCustomer])]);
  return { partners: all, customers };
}

/** Of companies by id, without those that their own property makes partners: they are counted. */
async function readLifecycle(
  transport: Transport,
  partners: PartnerSource,
  companyIds: readonly string[],
): Promise<PartnerLifecycle> {
  const marking = partners.from === 'company' ? partners : null;
  const properties = [LIFECYCLE, ...(marking === null ? [] : [marking.property])];
  const path = objectsPath('companies', '/batch/read');
  const answers = await Promise.all(
    chunk(companyIds, BATCH_LIMIT).map((ids) =>
      ask(transport, recordBatch, path, { properties, inputs: ids.map((id) => ({ id })) }),
    ),
  );
  const others = answers
    .flatMap((answer) => answer?.results ?? [])
    .filter(
      (one) => marking === null || !hasOneOf(new Cells('companies', one), marking.property, marking.values),
    );
  const customers = others.filter((one) => one.properties[LIFECYCLE] === CUSTOMER);
  return { partners: others.length, customers: customers.length };
}
