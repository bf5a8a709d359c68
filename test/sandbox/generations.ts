/** Where HubSpot's API stands in each of its generations; one set of handlers must answer them all. */
export interface Generation {
  readonly version: string;
  readonly objects: string;
  readonly associations: string;
  readonly schemas: string;
}

const dated = (version: string): Generation => ({
  version,
  objects: `/crm/objects/${version}`,
  associations: `/crm/associations/${version}`,
  schemas: `/crm-object-schemas/${version}/schemas`,
});

export const GENERATIONS: readonly Generation[] = [
  {
    version: 'v3/v4',
    objects: '/crm/v3/objects',
    associations: '/crm/v4/associations',
    schemas: '/crm/v3/schemas',
  },
  dated('2026-03'),
  dated('2026-09'),
];
