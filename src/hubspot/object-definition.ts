import type { PropertyDefinition } from './property-definition.js';

/** A custom object of ours, as setup creates it. */
export interface ObjectDefinition {
  readonly name: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly description: string;
  readonly primaryDisplayProperty: string;
  readonly requiredProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  readonly properties: readonly (PropertyDefinition & { readonly hasUniqueValue?: boolean })[];
  /** What its records are associated with besides activities. */
  readonly associatedObjects?: readonly ('COMPANY' | 'DEAL')[];
}
