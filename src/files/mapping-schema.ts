/** The shape of a mapping file, and the mapping that it makes over the defaults. */
import * as z from 'zod';
import { BUCKETS } from '../domain/credit.js';
import { DEFAULT_MAPPING, PARTNER_FIELDS, type Mapping } from '../domain/mapping.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import { MOTIONS, ROLES } from '../domain/touch.js';

/** What `pipelines` may say of one. */
const PIPELINE_USES = ['count', 'ignore', ...BUCKETS] as const;

/** A name of something in the portal; blanks around it are a slip of whoever typed it. */
const name = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text !== '', { error: 'is empty' });
/** A value as a record holds it: blanks around it may be there in the portal. */
const value = z.string().refine((text) => text.trim() !== '', { error: 'is empty' });

const role = z.enum(ROLES);
const motion = z.enum(MOTIONS).nullable().default(null);

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly [Key, ...Key[]] =>
  Object.keys(record) as [Key, ...Key[]];

const fieldOf = (ours: z.ZodType<string>) =>
  z
    .strictObject({
      on: z.enum(['company', 'object']).default('company'),
      property: name,
      mode: z.enum(['read', 'migrate', 'ignore']),
      values: z.record(value, ours).default({}),
    })
    .nullable();

const OURS = {
  type: z.enum(keysOf(PARTNER_TYPES)),
  tier: z.enum(keysOf(PARTNER_TIERS)),
  stage: z.enum(keysOf(PARTNER_STAGES)),
} as const;

const fields = z.strictObject({
  type: fieldOf(OURS.type).optional(),
  tier: fieldOf(OURS.tier).optional(),
  stage: fieldOf(OURS.stage).optional(),
  manager: fieldOf(z.string()).optional(),
  signed: fieldOf(z.string()).optional(),
  starts: fieldOf(z.string()).optional(),
  ends: fieldOf(z.string()).optional(),
} satisfies Record<(typeof PARTNER_FIELDS)[number], unknown>);

const partners = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('company'), property: name, values: z.array(value) }),
  z.strictObject({
    from: z.literal('object'),
    object: name,
    where: z
      .strictObject({ property: name, values: z.array(value) })
      .nullable()
      .default(null),
  }),
]);

const tags = z.strictObject({
  labels: z
    .array(z.strictObject({ object: z.enum(['companies', 'contacts']), label: name, role, motion }))
    .optional(),
  property: z
    .strictObject({
      property: name,
      role,
      motion,
      values: z.record(value, name.nullable()).default({}),
    })
    .nullable()
    .optional(),
});

const people = z.strictObject({
  property: name,
  values: z.array(value),
  company: name.nullable().default(null),
});

const baseline = z.strictObject({
  property: name,
  values: z.record(value, z.enum(['sourced', 'influenced', 'direct'])),
});

export const mappingFile = z.strictObject({
  version: name.optional(),
  partners: partners.optional(),
  fields: fields.optional(),
  tags: tags.optional(),
  people: people.nullable().optional(),
  customer: z.strictObject({ label: name.nullable() }).optional(),
  pipelines: z.array(z.strictObject({ label: name, use: z.enum(PIPELINE_USES) })).optional(),
  amount: z.strictObject({ property: name }).optional(),
  activityKinds: z
    .strictObject({ demo: z.array(name).optional(), proposal: z.array(name).optional() })
    .optional(),
  baseline: baseline.nullable().optional(),
});

type MappingFile = z.infer<typeof mappingFile>;

/** `fields`, `tags`, `activityKinds` merge key by key over the defaults; all else replaces. */
export function overDefaults(file: MappingFile): Mapping {
  const base = DEFAULT_MAPPING;
  return {
    version: file.version ?? base.version,
    partners: file.partners ?? base.partners,
    fields: Object.fromEntries(
      PARTNER_FIELDS.map((field) => [field, file.fields?.[field] ?? base.fields[field]]),
    ) as Mapping['fields'],
    tags: {
      labels: file.tags?.labels ?? base.tags.labels,
      property: file.tags?.property ?? base.tags.property,
    },
    people: file.people ?? base.people,
    customer: file.customer ?? base.customer,
    pipelines: file.pipelines ?? base.pipelines,
    amount: file.amount ?? base.amount,
    activityKinds: {
      demo: file.activityKinds?.demo ?? base.activityKinds.demo,
      proposal: file.activityKinds?.proposal ?? base.activityKinds.proposal,
    },
    baseline: file.baseline ?? base.baseline,
  };
}

/** Every key that a mapping may have at a place, for the nearest one; empty where it knows none. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const place = path.map((key) => (typeof key === 'number' ? '*' : String(key))).join('.');
  return KNOWN[place] ?? (/^fields\.\w+$/.test(place) ? ['on', 'property', 'mode', 'values'] : []);
}

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(mappingFile.shape),
  partners: ['from', 'property', 'values', 'object', 'where'],
  'partners.where': ['property', 'values'],
  fields: PARTNER_FIELDS,
  tags: ['labels', 'property'],
  'tags.labels.*': ['object', 'label', 'role', 'motion'],
  'tags.property': ['property', 'role', 'motion', 'values'],
  people: ['property', 'values', 'company'],
  customer: ['label'],
  'pipelines.*': ['label', 'use'],
  amount: ['property'],
  activityKinds: ['demo', 'proposal'],
  baseline: ['property', 'values'],
};
