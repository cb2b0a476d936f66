/** English function words, and those in which one asks: in a query of several words they ask for nothing. */
const STOP_WORDS = new Set(
  (
    'a about after all also am an and any are as at be because been before being between both but by can could did do does doing ' +
    'done due during each either etc few for from further had has have having he hence her here him his how however i if in into is ' +
    'it its itself just may me might more most much must my neither no nor not of off on once one only onto or other our out over own ' +
    'per please same shall she should since so some such than that the their them then there thereby therefore these they this those ' +
    'though through thus to too under until up upon us very via was we were what when where whereas whether which while who whom ' +
    'whose why will with within without would yet you your article articles paper papers find give interested know looking'
  ).split(' '),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
