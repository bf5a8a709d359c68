import { FIRST_NAMES, LAST_NAMES } from './names.js';
import type { Random } from './random.js';
import type { StoryWriter } from './writer.js';

/** A person of a company, as the story needs to name them. */
export interface Person {
  readonly id: string;
  readonly firstName: string;
  readonly name: string;
  readonly email: string;
}

interface PersonPlan {
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly phone: string;
  readonly company: { readonly id: string; readonly name: string; readonly domain: string };
  readonly createdAt: number;
}

/** A number of those that are kept for fiction. */
export const fictionalPhone = (random: Random): string =>
  `+1 ${random.pick(['212', '303', '312', '512', '617', '919'])} 555 01${String(random.below(100)).padStart(2, '0')}`;

const plain = (text: string): string => text.normalize('NFD').replace(/[^\w]/g, '').toLowerCase();

/** Writes one person, associated with their company. */
export function writePerson(writer: StoryWriter, plan: PersonPlan): Person {
  const { firstName, lastName, company } = plan;
  const email = `${plain(firstName)}.${plain(lastName)}@${company.domain}`;
  const id = writer.record(
    'contacts',
    {
      firstname: firstName,
      lastname: lastName,
      email,
      phone: plan.phone,
      jobtitle: plan.title,
      company: company.name,
      associatedcompanyid: company.id,
    },
    plan.createdAt,
  );
  // 1: the contact's primary company.
  writer.link({ type: 'contacts', id }, { type: 'companies', id: company.id }, 'H1');
  return { id, firstName, name: `${firstName} ${lastName}`, email };
}

/** Some people of a company, no two of the same name. */
export function writePeople(
  writer: StoryWriter,
  random: Random,
  count: number,
  titles: readonly string[],
  company: PersonPlan['company'],
  createdAt: number,
): readonly Person[] {
  const firstNames = random.sample(FIRST_NAMES, count);
  return firstNames.map((firstName) =>
    writePerson(writer, {
      firstName,
      lastName: random.pick(LAST_NAMES),
      title: random.pick(titles),
      phone: fictionalPhone(random),
      company,
      createdAt,
    }),
  );
}
