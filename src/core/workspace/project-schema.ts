import { PROBLEM_CODES } from './problem-codes.ts';
import { SETTINGS_TABLE, SEVERITIES, type SettingForm } from './settings-table.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The JSON schema of `.carrel.yaml`, for editors that complete and check YAML by one. */
export function projectSchema(): Schema {
  const top = new Map<string, unknown>();
  const groups = new Map<string, Map<string, Schema>>();
  for (const [name, { form, description }] of Object.entries(SETTINGS_TABLE)) {
    const schema = { ...schemaOf(form), description };
    const [group, rest] = name.split('.');
    if (rest === undefined) top.set(name, schema);
    else {
      const members = groups.get(group!) ?? new Map<string, Schema>();
      groups.set(group!, members.set(rest, schema));
      top.set(group!, mapping(Object.fromEntries(members)));
    }
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Carrel project file',
    description: 'What the carrel command, VS Code and other editors agree on in this folder.',
    ...mapping(Object.fromEntries(top)),
  };
}

function mapping(properties: Schema): Schema {
  return { type: ['object', 'null'], additionalProperties: false, properties };
}

function schemaOf(form: SettingForm): Schema {
  switch (form) {
    case 'globs':
    case 'paths':
      return { type: ['array', 'null'], items: { type: 'string', minLength: 1 } };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'folder':
    case 'citekey-format':
      return { type: ['string', 'null'] };
    case 'name-pattern':
      return { type: ['string', 'null'], pattern: '\\{citekey\\}' };
    case 'severities':
      return mapping(Object.fromEntries([...PROBLEM_CODES].map((code) => [code, { enum: SEVERITIES }])));
  }
}
