/** What HubSpot says about one part of a refused request. */
export interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** A refusal in HubSpot's shape; the API turns it into the answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly category: string,
    message: string,
    readonly errors: readonly ErrorDetail[] = [],
    readonly context: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super(message);
  }
}

/** 400: the request as a whole, or one of its values, is not valid. */
export const invalid = (message: string, errors: readonly ErrorDetail[] = []): ApiError =>
  new ApiError(400, 'VALIDATION_ERROR', message, errors);

/** 404: no such record, property, label, pipeline, owner or path. */
export const notFound = (message: string): ApiError => new ApiError(404, 'OBJECT_NOT_FOUND', message);

/** 409: something of that name is there already. */
export const conflict = (message: string, category = 'OBJECT_ALREADY_EXISTS'): ApiError =>
  new ApiError(409, category, message);

/** 401: the token is missing or wrong. */
export const unauthenticated = (): ApiError =>
  new ApiError(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
  );

/** The body of a refusal as HubSpot words it. */
export function errorBody(error: ApiError, correlationId: string): Readonly<Record<string, unknown>> {
  return {
    status: 'error',
    message: error.message,
    correlationId,
    category: error.category,
    ...(error.errors.length > 0 && { errors: error.errors }),
    ...(Object.keys(error.context).length > 0 && { context: error.context }),
  };
}
