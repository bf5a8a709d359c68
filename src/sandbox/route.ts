import type * as z from 'zod';
import { invalid } from './api-error.js';
import type { Portal } from './portal.js';

/** What a route answers; no body with 204. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** One request as the routes see it. */
export class ApiRequest {
  constructor(
    readonly query: URLSearchParams,
    readonly json: unknown,
    readonly params: ReadonlyMap<string, string>,
    /** Of the API: `v3`, `v4` or a date. */
    readonly version: string,
  ) {}

  /** A part of the path by its name in the route. */
  param(name: string): string {
    const value = this.params.get(name);
    if (value === undefined) throw new Error(`The route has no {${name}}`);
    return value;
  }

  /** The body, as the schema has it; 400 with every problem otherwise. */
  body<S extends z.ZodType>(schema: S): z.infer<S> {
    const parsed = schema.safeParse(this.json);
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.map((issue) => ({
      message: issue.message,
      code: 'INVALID_INPUT',
      context: { path: [issue.path.map(String).join('.')] },
    }));
    throw invalid(`Invalid input JSON: ${errors[0]?.message ?? 'unreadable'}`, errors);
  }
}

export type Handler = (portal: Portal, request: ApiRequest) => Answer;

export interface Route {
  readonly method: string;
  /** With {…} for what varies, under which the counters add up: `/crm/objects/2026-09/{type}/{id}`. */
  readonly template: string;
  readonly isSearch: boolean;
  /** Of the API: `v3`, `v4` or a date. */
  readonly version: string;
  readonly handle: Handler;
}

/** `limit` of a list; 400 where it is not a whole number from 1 to `max`. */
export function pageLimit(request: ApiRequest, standard: number, max: number): number {
  const text = request.query.get('limit');
  if (text === null) return standard;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw invalid(`Invalid limit ${text}: must be between 1 and ${max}`);
  }
  return limit;
}

/** Refuses a batch without inputs or with more than HubSpot takes. */
export function checkBatchSize(inputs: readonly unknown[], max: number): void {
  if (inputs.length === 0) throw invalid('Batch input must contain at least one element');
  if (inputs.length > max) {
    throw invalid(`Batch input size ${inputs.length} exceeds the maximum of ${max}`, [
      { message: `Maximum batch size is ${max}`, code: 'BATCH_SIZE_EXCEEDED' },
    ]);
  }
}

/** A comma-separated list, also when the parameter is repeated. */
export const listParam = (request: ApiRequest, name: string): readonly string[] =>
  request.query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
