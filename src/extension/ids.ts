/** Every id that package.json declares, once. A test holds package.json against these. */

export const COMMANDS = {
  search: 'carrel.search',
  filterLibrary: 'carrel.filterLibrary',
  clearFilter: 'carrel.clearFilter',
  openCard: 'carrel.openCard',
  cardBack: 'carrel.card.back',
  cardForward: 'carrel.card.forward',
  pinCard: 'carrel.card.pin',
  unpinCard: 'carrel.card.unpin',
  glanceNext: 'carrel.card.glanceNext',
  glancePrevious: 'carrel.card.glancePrevious',
  openEntry: 'carrel.openEntry',
  copyCitation: 'carrel.copyCitation',
  insertCitation: 'carrel.insertCitation',
  exportLibrary: 'carrel.exportLibrary',
  exportCited: 'carrel.exportCited',
  newDigestFromClipboard: 'carrel.newDigestFromClipboard',
  showReport: 'carrel.showReport',
  addDigest: 'carrel.addDigest',
  removeDigest: 'carrel.removeDigest',
  readAgain: 'carrel.readAgain',
  stopReading: 'carrel.stopReading',
  restartServer: 'carrel.restartServer',
  showLog: 'carrel.showLog',
  showMore: 'carrel.showMore',
  showPlaces: 'carrel.showPlaces',
  highlightSelection: 'carrel.highlightSelection',
  highlightSelectionWithComment: 'carrel.highlightSelectionWithComment',
  addRemark: 'carrel.addRemark',
  undoAnnotation: 'carrel.undoAnnotation',
  setReadingStatus: 'carrel.setReadingStatus',
  setRating: 'carrel.setRating',
  setTags: 'carrel.setTags',
  queuePaper: 'carrel.queuePaper',
  startReading: 'carrel.startReading',
  markRead: 'carrel.markRead',
  exportAnnotations: 'carrel.exportAnnotations',
  exportMarked: 'carrel.exportMarked',
  importAnnotations: 'carrel.importAnnotations',
  editComment: 'carrel.editComment',
  recolorHighlight: 'carrel.recolorHighlight',
  removeAnnotation: 'carrel.removeAnnotation',
  showAnnotation: 'carrel.showAnnotation',
  copyAnnotationLink: 'carrel.copyAnnotationLink',
  openAnnotationFile: 'carrel.openAnnotationFile',
  acceptGuess: 'carrel.acceptGuess',
  choosePlace: 'carrel.choosePlace',
  keepOrphan: 'carrel.keepOrphan',
  groupAnnotations: 'carrel.groupAnnotations',
  filterAnnotations: 'carrel.filterAnnotations',
  clearAnnotationFilter: 'carrel.clearAnnotationFilter',
  showMoreAnnotations: 'carrel.showMoreAnnotations',
  commentsAdd: 'carrel.comments.add',
  commentsEdit: 'carrel.comments.edit',
  commentsSave: 'carrel.comments.save',
  commentsCancel: 'carrel.comments.cancel',
  commentsRemove: 'carrel.comments.remove',
  groupLibrary: 'carrel.groupLibrary',
  sortLibrary: 'carrel.sortLibrary',
  saveSearch: 'carrel.saveSearch',
  keepTopic: 'carrel.keepTopic',
  editSearches: 'carrel.editSearches',
  openOnline: 'carrel.openOnline',
  copyKey: 'carrel.copyKey',
  copyBibtex: 'carrel.copyBibtex',
  copyLink: 'carrel.copyLink',
  lessLikeThis: 'carrel.lessLikeThis',
  addSample: 'carrel.addSample',
  inboxNext: 'carrel.inbox.next',
  inboxPrevious: 'carrel.inbox.previous',
  inboxQueue: 'carrel.inbox.queue',
  inboxDismiss: 'carrel.inbox.dismiss',
  inboxSeen: 'carrel.inbox.seen',
  inboxOpen: 'carrel.inbox.open',
  inboxUndo: 'carrel.inbox.undo',
  inboxAllSeen: 'carrel.inbox.allSeen',
  inboxMore: 'carrel.inbox.more',
} as const;

/** Commands of the server, which the language client registers while it runs. */
export const SERVER_COMMANDS = {
  pin: 'carrel.cite.pin',
  pinAll: 'carrel.cite.pinAll',
  pinLibrary: 'carrel.cite.pinLibrary',
  pinPasted: 'carrel.cite.pinPasted',
} as const;

/** Commands that only views call: not in the palette. */
export const INTERNAL_COMMANDS: readonly string[] = [
  COMMANDS.glanceNext,
  COMMANDS.glancePrevious,
  COMMANDS.showMoreAnnotations,
  COMMANDS.acceptGuess,
  COMMANDS.choosePlace,
  COMMANDS.keepOrphan,
  COMMANDS.commentsAdd,
  COMMANDS.commentsEdit,
  COMMANDS.commentsSave,
  COMMANDS.commentsCancel,
  COMMANDS.commentsRemove,
  COMMANDS.showMore,
  COMMANDS.showPlaces,
  COMMANDS.keepTopic,
  COMMANDS.lessLikeThis,
  COMMANDS.inboxNext,
  COMMANDS.inboxPrevious,
  COMMANDS.inboxQueue,
  COMMANDS.inboxDismiss,
  COMMANDS.inboxSeen,
  COMMANDS.inboxOpen,
  COMMANDS.inboxMore,
];

export const VIEWS = {
  library: 'carrel.library',
  inbox: 'carrel.inbox',
  readingList: 'carrel.readingList',
  annotations: 'carrel.annotations',
  related: 'carrel.related',
} as const;
export const VIEW_CONTAINER = 'carrel';
export const CARD_VIEW_TYPE = 'carrel.card';
export const REPORT_VIEW_TYPE = 'carrel.report';

export const CONTEXT_KEYS = {
  state: 'carrel.state',
  filtered: 'carrel.filtered',
  inDigest: 'carrel.inDigest',
  atHighlight: 'carrel.atHighlight',
  annotationsFiltered: 'carrel.annotationsFiltered',
  cardBack: 'carrel.cardBack',
  cardForward: 'carrel.cardForward',
  cardPinned: 'carrel.cardPinned',
  cardFollows: 'carrel.cardFollows',
} as const;

/** The colours that themes may change, by the colours of highlights. */
export const HIGHLIGHT_COLORS = {
  yellow: 'carrel.highlight.yellow',
  green: 'carrel.highlight.green',
  blue: 'carrel.highlight.blue',
  red: 'carrel.highlight.red',
} as const;

/** For small icons, where the colours of highlights would be too faint. */
export const ICON_COLORS = {
  yellow: 'charts.yellow',
  green: 'charts.green',
  blue: 'charts.blue',
  red: 'charts.red',
} as const;

/** The values of the context key `carrel.state`. */
export type LibraryState = 'indexing' | 'empty' | 'ready' | 'down';

export const SETTINGS = [
  'carrel.digests.include',
  'carrel.digests.exclude',
  'carrel.notes.include',
  'carrel.notes.exclude',
  'carrel.respectGitignore',
  'carrel.readOnlyBibliographies',
  'carrel.diagnostics.unknownCitation',
  'carrel.diagnostics.severity',
  'carrel.completion.at',
  'carrel.completion.wikilink',
  'carrel.completion.pin',
  'carrel.completion.identifiers',
  'carrel.completion.highlights',
  'carrel.inlayHints.citations',
  'carrel.codeLens.enabled',
  'carrel.card.followSelection',
  'carrel.preview.citations',
  'carrel.annotator',
  'carrel.comments.enabled',
  'carrel.trace.server',
] as const;
