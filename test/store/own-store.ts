/** A store on a database of its own for the tests of a file; each test has a portal to itself. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { portalId, type PortalId } from '../../src/domain/ids.js';
import { openStore, type OpenedStore, type StoreOptions } from '../../src/store/store.js';
import { testDatabase, type TestDatabase } from './database.js';

export class OwnStore {
  database!: TestDatabase;
  store!: OpenedStore;
  /** Of the test that runs now. */
  portal!: PortalId;
  readonly #name: string;
  #portals = 0;

  /** @param name what portals are called, so that a row says which file left it. */
  protected constructor(name: string) {
    this.#name = name;
  }

  static open(name: string, options: Pick<StoreOptions, 'leaseTimes'> = {}): OwnStore {
    const own = new OwnStore(name);
    own.withTests(options);
    return own;
  }

  /** Opens it before the first test of the file, and closes it after the last. */
  protected withTests(options: Pick<StoreOptions, 'leaseTimes'> = {}): void {
    beforeAll(async () => {
      this.database = await testDatabase();
      this.store = await openStore({ databaseUrl: this.database.databaseUrl, home: '', ...options });
    });
    beforeEach(() => {
      this.#portals += 1;
      this.portal = portalId(`${this.#name}-${this.#portals}`);
    });
    afterAll(async () => {
      await this.store.close();
      await this.database.close();
    });
  }
}
