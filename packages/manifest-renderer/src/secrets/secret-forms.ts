/** Shorter lines of a text of several lines are found in anything. */
const SHORTEST_LINE = 8;
const SHORTEST_FORM = 4;

/**
 * Lists the forms in which a secret is still readable: as it is and without the blanks at its ends, each of its longer lines,
 * as JSON, Go, YAML and URLs write it, as a number, and in base64 at any offset.
 */
export function secretForms(secret: string): readonly string[] {
  const texts = [secret, secret.trim(), ...longLines(secret)];
  const forms = texts.flatMap((text) => [text, ...writtenForms(text), ...base64Forms(text)]);
  // A shorter one may be a part of a longer one, and masking looks for the longer one first.
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_FORM).sort((a, b) => b.length - a.length);
}

function longLines(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= SHORTEST_LINE);
}

function writtenForms(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const url = encodeURIComponent(text.toWellFormed());
  const query = url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const number = /^[-+.\d]/.test(text) && Number.isFinite(Number(text)) ? [String(Number(text))] : [];
  return [
    json,
    json.replace(/[\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`),
    json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
    text.replaceAll("'", "''"),
    url,
    query,
    query.replaceAll("%20", "+"),
    ...number,
  ];
}

/** What base64 makes of a text that starts at any of the three offsets; characters that its neighbours decide are left out. */
function base64Forms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const whole = bytes.toString("base64");
  return [whole, ...offsetForms(bytes)];
}

function offsetForms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((padded.length * 8) / 6);
    const form = padded.toString("base64").slice(start, end);
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
