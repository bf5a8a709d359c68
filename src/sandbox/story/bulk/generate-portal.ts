import type { GeneratedPortal } from '../../generated/generated-portal.js';
import type { SeedOptions } from '../../portal.js';

/** What a portal has beyond its story; so far every story is told whole. */
export const generatePortal: (seed: SeedOptions) => GeneratedPortal | null = () => null;
