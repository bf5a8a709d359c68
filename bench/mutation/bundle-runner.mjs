/**
 * A Stryker test runner: bundles the instrumented domain with its tests once, by esbuild, and runs the tests of each
 * mutant in this process. To switch a mutant on costs nothing, so a mutant costs what its tests cost until one fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import { collectTests, runTest } from './test-tree.mjs';

/** The instrumenter's counting of what is covered, in every file; of use in the first run only. */
const COVER = /function cover\d*\(\) \{/g;
/**
 * Laws are asked of few inputs, the same ones for every mutant, and nothing is shrunk: they are most of the time of a
 * run, and what survives twelve inputs may die of a hundred, so a score is a lower bound.
 */
const LAWS = { seed: 20_260_912, endOnFailure: true };
const MOST_INPUTS = 12;
/** Stryker's limit is a hundred times what all tests together need, for those that shrink; in a hot loop that is seconds. */
const NEARER = 1 / 20;

class BundleRunner {
  #options;
  #root = process.cwd();
  #require = createRequire(path.join(process.cwd(), 'package.json'));
  #evaluate;
  #evaluateUncounted;
  #tests = new Map();
  #costs = {};
  #stryker = (globalThis.__stryker__ ??= {});

  constructor(options) {
    this.#options = options.bundleRunner;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { testFiles } = this.#options;
    const load = testFiles.map((file) => `declareFile(${JSON.stringify(file)}, () => require("./${file}"));`);
    const { outputFiles } = await build({
      absWorkingDir: this.#root,
      stdin: { contents: load.join('\n'), resolveDir: this.#root, loader: 'js' },
      outfile: 'tests.cjs',
      write: false,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      packages: 'external',
      logLevel: 'error',
    });
    const source = outputFiles[0].text;
    const compile = (text) => vm.compileFunction(text, ['require', 'declareFile'], { filename: 'tests.cjs' });
    this.#evaluate = compile(source);
    this.#evaluateUncounted = compile(source.replaceAll(COVER, 'function cover() {\nreturn;'));
    try {
      this.#costs = JSON.parse(readFileSync(this.#costsFile, 'utf8'));
    } catch {
      this.#costs = {};
    }
  }

  async dryRun({ coverageAnalysis }) {
    this.#stryker.mutantCoverage = { static: {}, perTest: {} };
    this.#stryker.activeMutant = undefined;
    this.#load(this.#evaluate, () => true);
    const tests = [];
    for (const test of this.#tests.values()) {
      this.#stryker.currentTestId = test.id;
      const { error, ms } = await runTest(test);
      this.#stryker.currentTestId = undefined;
      this.#costs[test.id] = ms;
      const { id, name, file } = test;
      const result = { id, name, fileName: file, timeSpentMs: Math.ceil(ms) };
      if (error === null) tests.push({ ...result, status: TestStatus.Success });
      else tests.push({ ...result, status: TestStatus.Failed, failureMessage: String(error.stack ?? error) });
    }
    writeFileSync(this.#costsFile, JSON.stringify(this.#costs));
    const mutantCoverage = coverageAnalysis === 'off' ? undefined : this.#stryker.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ testFilter, hitLimit: farLimit, activeMutant, mutantActivation, disableBail }) {
    const files = testFilter === undefined ? null : new Set(testFilter.map((id) => id.split(' ', 1)[0]));
    const isNeeded = (file) => files === null || files.has(file);
    const hitLimit = farLimit === undefined ? undefined : Math.ceil(farLimit * NEARER);
    this.#stryker.hitCount = hitLimit === undefined ? undefined : 0;
    this.#stryker.hitLimit = hitLimit;
    // A module that keeps what it made once would hide a mutant from the second one on: each has a bundle of its own.
    this.#stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    // Nobody reads where an error came from; to find out is most of what it costs.
    Error.stackTraceLimit = 0;
    try {
      this.#load(this.#evaluateUncounted, isNeeded);
    } catch (error) {
      const killedBy = ['(loading)'];
      return { status: MutantRunStatus.Killed, killedBy, failureMessage: String(error), nrOfTests: 0 };
    }
    this.#stryker.activeMutant = activeMutant.id;
    const chosen = (testFilter ?? [...this.#tests.keys()]).map((id) => this.#tests.get(id));
    chosen.sort((a, b) => (this.#costs[a.id] ?? 0) - (this.#costs[b.id] ?? 0));
    return this.#runUntilKilled(chosen, hitLimit, disableBail);
  }

  async #runUntilKilled(tests, hitLimit, disableBail) {
    const killedBy = [];
    let failureMessage = '';
    let ran = 0;
    for (const test of tests) {
      const { error } = await runTest(test);
      ran += 1;
      const beyond = determineHitLimitReached(this.#stryker.hitCount, hitLimit);
      if (beyond !== undefined) return { status: MutantRunStatus.Timeout, reason: beyond.reason };
      if (error === null) continue;
      killedBy.push(test.id);
      failureMessage ||= String(error.message ?? error).slice(0, 500);
      if (!disableBail) break;
    }
    if (killedBy.length === 0) return { status: MutantRunStatus.Survived, nrOfTests: ran };
    return { status: MutantRunStatus.Killed, killedBy, failureMessage, nrOfTests: ran };
  }

  get #costsFile() {
    return path.join(this.#root, 'test-costs.json');
  }

  #withFewInputs() {
    const fastCheck = this.#require('fast-check');
    const assert = (law, parameters = {}) => {
      const numRuns = Math.min(parameters.numRuns ?? MOST_INPUTS, MOST_INPUTS);
      return fastCheck.assert(law, { ...parameters, ...LAWS, numRuns });
    };
    return { ...fastCheck, assert };
  }

  /** Evaluates the bundle anew: of the test files those that are needed, and what they import. */
  #load(evaluate, isNeeded) {
    const circus = this.#require('jest-circus');
    const globals = {
      ...circus,
      expect: this.#require('@jest/expect').jestExpect,
      jest: { setTimeout: () => {} },
    };
    const given = { '@jest/globals': globals, 'fast-check': this.#withFewInputs() };
    const requireOne = (name) => given[name] ?? this.#require(name);
    this.#tests = new Map();
    const declareFile = (file, declare) => {
      if (!isNeeded(file)) return;
      for (const [id, test] of collectTests(circus, file, declare)) this.#tests.set(id, test);
    };
    evaluate(requireOne, declareFile);
  }
}

const create = (options) => new BundleRunner(options);
create.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'bundle', create)];
export const strykerValidationSchema = {
  type: 'object',
  properties: { bundleRunner: { type: 'object' } },
};
