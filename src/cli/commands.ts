import type { Command } from 'commander';
import { addAlerts } from './alerts.js';
import { addAttribute } from './attribute.js';
import { addDb } from './db.js';
import { addDoctor } from './doctor.js';
import { addExplain } from './explain.js';
import { addImport } from './import.js';
import { addJourneys } from './journeys.js';
import { addLifecycle } from './lifecycle.js';
import { addMap } from './map.js';
import { addPeriod } from './period.js';
import { addPolicy } from './policy.js';
import { addReport } from './report.js';
import { addReview } from './review.js';
import { addSandbox } from './sandbox.js';
import { addServe } from './serve.js';
import { addSetup } from './setup.js';
import { addRuns } from './runs.js';
import { addStart } from './start.js';
import { addStatus } from './status.js';
import { addSync } from './sync.js';
import { addTag } from './tag.js';
import { addRegistrations } from './registrations.js';
import { addTiers } from './tiers.js';
import { addUninstall } from './uninstall.js';
import { addUndo } from './undo.js';
import { addWhatIf } from './what-if.js';
import { addVerify } from './verify.js';
import { addWorker } from './worker.js';
import type { CommandContext } from './command-context.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly ((program: Command, context: () => CommandContext) => void)[] = [
  addStart,
  addMap,
  addSetup,
  addSync,
  addStatus,
  addRuns,
  addUndo,
  addTag,
  addImport,
  addWorker,
  addAttribute,
  addExplain,
  addWhatIf,
  addJourneys,
  addPolicy,
  addSandbox,
  addServe,
  addPeriod,
  addReport,
  addReview,
  addTiers,
  addLifecycle,
  addRegistrations,
  addAlerts,
  addVerify,
  addDoctor,
  addDb,
  addUninstall,
];
