-- Starts Carrel as Neovim's own language client does, asks about one place of a note, and prints the answers as a line of JSON.
local folder, command = vim.env.CARREL_FOLDER, vim.fn.json_decode(vim.env.CARREL_COMMAND)
local line, character = tonumber(vim.env.CARREL_LINE), tonumber(vim.env.CARREL_CHARACTER)

vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/note.md'))
local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({
  name = 'carrel',
  cmd = command,
  root_dir = folder,
  workspace_folders = { { uri = vim.uri_from_fname(folder), name = folder } },
})
vim.lsp.buf_attach_client(buffer, client_id)
vim.wait(20000, function()
  local client = vim.lsp.get_client_by_id(client_id)
  return client and client.initialized
end, 20)
local client = vim.lsp.get_client_by_id(client_id)

local function ask(method, at)
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = at } }
  local answer = client.request_sync(method, params, 10000, buffer)
  return answer and answer.result
end

-- The library is read in the background; answers before that are about what was read so far.
vim.wait(20000, function()
  local answer = client.request_sync('carrel/state', vim.empty_dict(), 10000, buffer)
  local state = answer and answer.result
  -- Neovim reads JSON's null as nil or as vim.NIL, by its version.
  return state and (state.indexing == nil or state.indexing == vim.NIL) and state.revision > 0
end, 50)
local hover = ask('textDocument/hover', character)
local completion = ask('textDocument/completion', tonumber(vim.env.CARREL_COMPLETE))
local labels = {}
for _, item in ipairs((completion and completion.items) or {}) do labels[#labels + 1] = item.label end
io.stdout:write(vim.fn.json_encode({ hover = hover, labels = labels, encoding = client.offset_encoding }) .. '\n')
client.stop(true)
vim.cmd('qall!')
