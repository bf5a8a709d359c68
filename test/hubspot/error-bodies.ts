/** HubSpot's bodies of answers that say no. */

export const limited = (policyName: string) => ({
  status: 'error',
  message: 'You have reached your limit.',
  errorType: 'RATE_LIMIT',
  correlationId: 'c-429',
  policyName,
});

export const refused = (category: string, message: string) => ({
  status: 'error',
  message,
  category,
  correlationId: 'c-1',
});
