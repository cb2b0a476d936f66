const PARTICLE = /^(?:van|von|de|der|den|da|di|del|dos|la|le|el|al|bin|ter)$/;
const WORD = /^\p{Lu}(?:\.|[\p{L}\p{M}]*(?:[’'-][\p{L}\p{M}]+)*\.?)$/u;

/** Words with capitals that stand in lists of subjects, places and programs, and hardly in a name. */
const NO_NAME = new Set(
  `about academy action adaptation ai alignment analysis and applied artificial association attention audio autonomous award based benchmark best
  bioinformatics book california challenge chapter china cloud code college computation computational computer computing conference control core data
  dataset deep department detection diffusion digital driving dynamics editing embodied engineering environment estimation evaluation face
  foundation framework france generation generative germany google graph group guidance hong hugging human image images imaging improved
  india inference information institute intelligence international japan joint journal knowledge kong korea lab laboratory labs language large
  learning letters london los machine main materials media medical memory meta methods microsoft mining mixture model modeling models motion multimodal
  natural nature network networks neural new north official open optimization oral outstanding page paper paris park part pattern perception
  physics planning point policy poster proceedings processing program project proof quantum reasoning recognition reinforcement report
  representation research restoration retrieval review robotics robots safety san santa school science sciences search segmentation self semantic
  series society south space speech spotlight state states statistics student supplementary survey synthesis system systems technical technology
  test text theory time toronto tracking training transactions transfer transformer transformers translation tree tutorial understanding united university
  usa version video virtual vision visual vol volume website west workshop world york zero`.split(/\s+/),
);

/**
 * Whether a piece of a line is people's names and can be nothing else: several, or one "et al.", each of two to four words with capitals of which
 * none is one of subjects or places.
 */
export function areOnlyNames(line: string): boolean {
  const open = /,?\s*\bet\.? ?al\b\.?$/i.exec(line.trim());
  const named = open ? line.trim().slice(0, open.index) : line.trim();
  const people = named.replace(/,$/, '').split(/\s*[,;]\s*(?:and\s|&\s)?|\s+(?:and|&)\s+/);
  return people.length > (open ? 0 : 1) && people.every(isFullName);
}

function isFullName(name: string): boolean {
  const words = name.trim().split(/\s+/);
  if (words.length < 2 || words.length > 5) return false;
  const last = words.at(-1)!;
  return (
    words.every((word) => PARTICLE.test(word) || (WORD.test(word) && !isOfSubject(word))) &&
    /\p{Ll}|\p{L}{2}/u.test(last) &&
    words.filter((word) => !PARTICLE.test(word)).length < 5
  );
}

function isOfSubject(word: string): boolean {
  return (
    // "GPT", "UNet": names of programs; initials are short, "McKay" has one capital inside.
    /^\p{Lu}{3}|\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(word) ||
    word.split('-').some((part) => NO_NAME.has(part.toLowerCase()))
  );
}
