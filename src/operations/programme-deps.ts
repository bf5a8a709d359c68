import type { Digest } from '../domain/ledger.js';
import type { CompanyCardDeps } from './company-card-facts.js';
import type { ProgrammeCrm } from './programme-port.js';

/** What shows a partner's programme. */
export interface ShowProgrammeDeps extends CompanyCardDeps {
  readonly programme: ProgrammeCrm;
}

/** What changes it. */
export interface ChangeProgrammeDeps extends ShowProgrammeDeps {
  /** Names what was previewed. */
  readonly digest: Digest;
  /** An id that nothing has yet. */
  readonly newId: () => string;
}
