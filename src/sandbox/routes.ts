import { accessTokenInfo } from './access-token.js';
import { getAccountDetails } from './account.js';
import * as limits from './association-limits.js';
import * as associations from './associations.js';
import * as batch from './batch.js';
import { deleteForGood } from './gdpr-delete.js';
import * as labels from './labels.js';
import * as tracking from './limits-tracking.js';
import { mergeRecords } from './merge.js';
import * as objects from './objects.js';
import * as owners from './owners.js';
import * as pipelines from './pipelines.js';
import * as properties from './properties.js';
import * as groups from './property-groups.js';
import { getValidations, listValidations } from './property-validations.js';
import type { Handler, Route } from './route.js';
import * as schemas from './schemas.js';
import { searchRecords } from './search.js';
import { upsertBatch } from './upsert.js';
import * as named from './v3-associations.js';

/** HubSpot's dated generations that the portal answers; the same handlers as for v3 and v4. */
const DATED = ['2026-03', '2026-09'] as const;

type Entry = readonly [method: string, path: string, handle: Handler];

const OBJECTS: readonly Entry[] = [
  ['GET', '/{type}', objects.listRecords],
  ['POST', '/{type}', objects.createRecord],
  ['POST', '/{type}/search', searchRecords],
  ['POST', '/{type}/batch/read', batch.readBatch],
  ['POST', '/{type}/batch/create', batch.createBatch],
  ['POST', '/{type}/batch/update', batch.updateBatch],
  ['POST', '/{type}/batch/archive', batch.archiveBatch],
  ['POST', '/{type}/batch/upsert', upsertBatch],
  ['POST', '/{type}/merge', mergeRecords],
  ['POST', '/{type}/gdpr-delete', deleteForGood],
  ['GET', '/{type}/{id}', objects.getRecord],
  ['PATCH', '/{type}/{id}', objects.updateRecord],
  ['DELETE', '/{type}/{id}', objects.archiveRecord],
];

const ASSOCIATION_LIMITS: readonly Entry[] = [
  ['GET', '/definitions/configurations/all', limits.listLimits],
  ['GET', '/definitions/configurations/{from}/{to}', limits.listLimits],
  ['POST', '/definitions/configurations/{from}/{to}/batch/create', limits.setLimits],
  ['POST', '/definitions/configurations/{from}/{to}/batch/update', limits.setLimits],
  ['POST', '/definitions/configurations/{from}/{to}/batch/purge', limits.purgeLimits],
];

const RECORD_ASSOCIATIONS: readonly Entry[] = [
  ['GET', '/{from}/{id}/associations/{to}', associations.listAssociations],
  ['PUT', '/{from}/{id}/associations/default/{to}/{toId}', associations.putDefaultAssociation],
  ['PUT', '/{from}/{id}/associations/{to}/{toId}', associations.putAssociation],
  ['DELETE', '/{from}/{id}/associations/{to}/{toId}', associations.deleteAssociation],
];

const ASSOCIATIONS: readonly Entry[] = [
  ['POST', '/{from}/{to}/batch/read', associations.readAssociations],
  ['POST', '/{from}/{to}/batch/create', associations.createAssociations],
  ['POST', '/{from}/{to}/batch/archive', associations.archiveAssociations],
  ['POST', '/{from}/{to}/batch/labels/archive', associations.archiveLabels],
  ['POST', '/{from}/{to}/batch/associate/default', associations.associateByDefault],
  ['GET', '/{from}/{to}/labels', labels.listLabels],
  ['POST', '/{from}/{to}/labels', labels.createLabel],
  ['PUT', '/{from}/{to}/labels', labels.updateLabel],
  ['DELETE', '/{from}/{to}/labels/{id}', labels.deleteLabel],
];

const NAMED_ASSOCIATIONS: readonly Entry[] = [
  ['POST', '/{from}/{to}/batch/read', named.readNamedAssociations],
  ['POST', '/{from}/{to}/batch/create', named.createNamedAssociations],
  ['POST', '/{from}/{to}/batch/archive', named.archiveNamedAssociations],
];

const PROPERTIES: readonly Entry[] = [
  ['GET', '/{type}', properties.listProperties],
  ['POST', '/{type}', properties.createProperty],
  ['POST', '/{type}/batch/create', properties.createProperties],
  ['POST', '/{type}/batch/read', properties.readProperties],
  ['POST', '/{type}/batch/archive', properties.archiveProperties],
  ['GET', '/{type}/groups', groups.listGroups],
  ['POST', '/{type}/groups', groups.createGroup],
  ['GET', '/{type}/groups/{name}', groups.getGroup],
  ['PATCH', '/{type}/groups/{name}', groups.updateGroup],
  ['DELETE', '/{type}/groups/{name}', groups.deleteGroup],
  ['GET', '/{type}/{name}', properties.getProperty],
  ['PATCH', '/{type}/{name}', properties.updateProperty],
  ['DELETE', '/{type}/{name}', properties.archiveProperty],
];

const PIPELINES: readonly Entry[] = [
  ['GET', '/{type}', pipelines.listPipelines],
  ['GET', '/{type}/{id}', pipelines.getPipeline],
  ['GET', '/{type}/{id}/stages', pipelines.listStages],
  ['GET', '/{type}/{id}/stages/{stage}', pipelines.getStage],
];

const OWNERS: readonly Entry[] = [
  ['GET', '', owners.listOwners],
  ['GET', '/{id}', owners.getOwner],
];

const ACCOUNT: readonly Entry[] = [['GET', '', getAccountDetails]];
const TOKEN: readonly Entry[] = [['POST', '/private-apps/get/access-token-info', accessTokenInfo]];

const LIMITS: readonly Entry[] = [
  ['GET', '/associations/labels', tracking.labelLimits],
  ['GET', '/associations/records/from', tracking.recordAssociationLimits],
  ['GET', '/custom-properties', tracking.propertyLimits],
  ['GET', '/custom-object-types', tracking.objectLimits],
  ['GET', '/pipelines', tracking.pipelineLimits],
];

const VALIDATIONS: readonly Entry[] = [
  ['GET', '/{type}', listValidations],
  ['GET', '/{type}/{name}', getValidations],
];

const SCHEMAS: readonly Entry[] = [
  ['GET', '', schemas.listSchemas],
  ['POST', '', schemas.createSchema],
  ['GET', '/{schema}', schemas.getSchema],
  ['PATCH', '/{schema}', schemas.updateSchema],
  ['DELETE', '/{schema}', schemas.deleteSchema],
];

const under = (base: string, version: string, entries: readonly Entry[]): readonly Route[] =>
  entries.map(([method, path, handle]) => ({
    method,
    template: `${base}${path}`,
    isSearch: path.endsWith('/search'),
    version,
    handle,
  }));

/** Where a part of the CRM API stands: `/crm/v3/objects`, and `/crm/objects/2026-09` of the dated generation. */
const place = (area: string, version: string): string =>
  /^v/.test(version) ? `/crm/${version}/${area}` : `/crm/${area}/${version}`;

/** Every route of the CRM API, both generations; a fixed word in a path stands before a {…} that would take it. */
export const ROUTES: readonly Route[] = [
  ...['v3', ...DATED].flatMap((version) => [
    ...under(place('objects', version), version, OBJECTS),
    ...under(place('properties', version), version, PROPERTIES),
    ...under(place('pipelines', version), version, PIPELINES),
    ...under(place('owners', version), version, OWNERS),
    ...under(place('limits', version), version, LIMITS),
    ...under(place('property-validations', version), version, VALIDATIONS),
    ...under(`/account-info/${version}/details`, version, ACCOUNT),
    ...under(`/crm-object-schemas/${version}/schemas`, version, SCHEMAS),
  ]),
  ...under('/crm/v3/schemas', 'v3', SCHEMAS),
  ...under('/oauth/v2', 'v2', TOKEN),
  ...['v4', ...DATED].flatMap((version) => [
    ...under(place('associations', version), version, ASSOCIATION_LIMITS),
    ...under(place('objects', version), version, RECORD_ASSOCIATIONS),
    ...under(place('associations', version), version, ASSOCIATIONS),
  ]),
  ...under('/crm/v3/associations', 'v3', NAMED_ASSOCIATIONS),
];
