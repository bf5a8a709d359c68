/** What setup needs to create a property. */
export interface PropertyOption {
  readonly value: string;
  readonly label: string;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'string' | 'bool' | 'number' | 'date' | 'datetime' | 'enumeration';
  readonly fieldType: 'text' | 'textarea' | 'number' | 'date' | 'select' | 'checkbox' | 'booleancheckbox';
  readonly options?: readonly PropertyOption[];
  readonly externalOptions?: boolean;
  readonly referencedObjectType?: 'OWNER';
}
