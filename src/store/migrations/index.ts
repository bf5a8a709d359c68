import type { Migration } from 'kysely';

import * as results from './0001-results.js';
import * as ledger from './0002-ledger.js';
import * as journal from './0003-journal.js';
import * as sync from './0004-sync.js';
import * as undoneRuns from './0005-undone-runs.js';
import * as insights from './0006-insights.js';
import * as imports from './0007-imports.js';
import * as mappedPortals from './0008-mapped-portals.js';
import * as programme from './0009-programme.js';
import * as programmeRuns from './0010-programme-runs.js';
import * as sentAlerts from './0011-sent-alerts.js';
import * as alertEnds from './0012-alert-ends.js';
import * as settledAlerts from './0013-settled-alerts.js';

/** In order of their names, forward only. A migration that has shipped is never edited: the next one corrects it. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-results': results,
  '0002-ledger': ledger,
  '0003-journal': journal,
  '0004-sync': sync,
  '0005-undone-runs': undoneRuns,
  '0006-insights': insights,
  '0007-imports': imports,
  '0008-mapped-portals': mappedPortals,
  '0009-programme': programme,
  '0010-programme-runs': programmeRuns,
  '0011-sent-alerts': sentAlerts,
  '0012-alert-ends': alertEnds,
  '0013-settled-alerts': settledAlerts,
};
