/**
 * Tests without Jest's module system: jest-circus collects what `describe`, `it`, `it.each` and hooks declare, and this
 * runs chosen ones in this process. Under Jest every mutant costs seconds, as it loads every module anew.
 */
import { performance } from 'node:perf_hooks';

/** Every test below a block, with the hooks around it. */
function* testsIn(block, names = [], around = { before: [], after: [], beforeAll: [] }) {
  const hooks = (type) => block.hooks.filter((hook) => hook.type === type).map(({ fn }) => fn);
  const inner = {
    before: [...around.before, ...hooks('beforeEach')],
    after: [...hooks('afterEach'), ...around.after],
    beforeAll: [...around.beforeAll, ...hooks('beforeAll')],
  };
  for (const child of block.children) {
    if (child.type === 'describeBlock') yield* testsIn(child, [...names, child.name], inner);
    else if (child.mode !== 'skip' && child.mode !== 'todo')
      yield { name: [...names, child.name].join(' '), fn: child.fn, hooks: inner };
  }
}

/**
 * Collects what the tests of one file declare.
 * @param declare evaluates the file.
 * @returns its tests; an id is the file and the names, and a number tells repeated ones apart.
 */
export function collectTests({ resetState, getState }, file, declare) {
  resetState();
  declare();
  const tests = new Map();
  for (const test of testsIn(getState().rootDescribeBlock)) {
    const name = `${file} ${test.name}`;
    let id = name;
    for (let n = 2; tests.has(id); n += 1) id = `${name} #${n}`;
    tests.set(id, { ...test, id, file });
  }
  return tests;
}

/** Runs one function of a test or of a hook; a promise is awaited only where there is one. */
async function call(fn) {
  const answer = fn.length > 0 ? new Promise((resolve, reject) => fn(settle(resolve, reject))) : fn();
  if (typeof answer?.then === 'function') await answer;
}

const settle = (resolve, reject) => (error) => (error === undefined ? resolve() : reject(error));

/**
 * Runs a test with its hooks. `beforeAll` is run before each: once is an economy, and a test that needs it to be only
 * once is not independent.
 * @returns the error that it ended with, or null, and the milliseconds that it took.
 */
export async function runTest({ fn, hooks }) {
  const start = performance.now();
  let error = null;
  try {
    for (const hook of hooks.beforeAll) await call(hook);
    for (const hook of hooks.before) await call(hook);
    await call(fn);
  } catch (thrown) {
    error = thrown ?? new Error('Thrown: nothing');
  }
  for (const hook of hooks.after) {
    try {
      await call(hook);
    } catch (thrown) {
      error ??= thrown;
    }
  }
  return { error, ms: performance.now() - start };
}
