-- Drives Neovim 0.7 or later against the language server that FACTLINT names: findings are shown, the quick
-- fix mends, and an ignore silences. tests/neovim.sh runs it.

local program = assert(os.getenv('FACTLINT'), 'FACTLINT must name the program')
local article = {
  'Harbour reopens after storm',
  '',
  'Nine tugs went out from Marsa. “Ħaż-Żebbuġ” was the the word, said Karl Vella.',
  '',
  'The nine seven tugs came back on Friday.',
}
local passed, failed = 0, 0

--- What is promised; then what shows it, which may fail or return what is false.
local function check(promise, show)
  local ran, result = pcall(show)
  if ran and result then
    passed = passed + 1
  else
    failed = failed + 1
    print('failed: ' .. promise .. (ran and '' or ': ' .. tostring(result)) .. '\n')
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

--- The finding of a rule in this buffer, if there is one.
local function finding(rule)
  for _, it in ipairs(vim.diagnostic.get(0)) do
    local code = it.code or vim.tbl_get(it, 'user_data', 'lsp', 'code')
    if code == rule then
      return it
    end
  end
end

local function shown(rule)
  return vim.wait(10000, function() return finding(rule) ~= nil end, 20)
end

local function gone(rule)
  return vim.wait(10000, function() return finding(rule) == nil end, 20)
end

--- Takes the code action at a finding whose title the pattern is in. Returns whether there is one.
local function act(rule, pattern)
  local at = assert(finding(rule), rule .. ' is not shown')
  vim.api.nvim_win_set_cursor(0, { at.lnum + 1, at.col })
  local done, taken, titles = false, false, {}
  vim.ui.select = function(items, options, choose)
    done = true
    for index, item in ipairs(items) do
      local title = options.format_item and options.format_item(item) or tostring(item)
      table.insert(titles, title)
      if title:find(pattern) then
        taken = true
        return choose(item, index)
      end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  vim.wait(10000, function() return done end, 20)
  assert(taken, 'no action "' .. pattern .. '" among: ' .. table.concat(titles, '; '))
  return true
end

--- Opens a file with an article. Returns its folder, which is made for it.
local function edit(name, lines)
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, 'p')
  vim.fn.writefile(lines, folder .. '/' .. name)
  vim.cmd('edit ' .. folder .. '/' .. name)
  return folder
end

--- Opens a file with an article and has the server look at it.
local function open(name, lines)
  local folder = edit(name, lines)
  local config = { name = 'factlint', cmd = { program, 'lsp' }, root_dir = folder }
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(0, assert(vim.lsp.start_client(config), 'the server does not start'))
  end
end

vim.o.swapfile = false
vim.o.hidden = true

open('harbour.txt', article)
check('the findings of an article are shown', function()
  return shown('text.doubled-word') and shown('count.adjacent')
end)
check('a finding stands at its words, behind letters of several bytes', function()
  local it = finding('text.doubled-word')
  local word = article[3]:sub(it.col + 1, it.end_col)
  return it.lnum == 2 and word:find('the', 1, true) and #word <= #'the the '
end)
check('an error is an error', function()
  return finding('count.adjacent').severity == vim.diagnostic.severity.ERROR
end)
check('the quick fix mends, and the finding goes', function()
  return act('text.doubled-word', '^Replace') and gone('text.doubled-word')
    and text():find('was the word, said', 1, true)
end)
check('what was not mended stays', function()
  return finding('count.adjacent') and text():find('nine seven', 1, true)
end)
check('an ignore inserts a comment, and the finding goes', function()
  return act('count.adjacent', '^Ignore') and gone('count.adjacent')
    and text():find('\n<!%-%- factlint%-ignore count%.adjacent: [^\n]+ %-%->\nThe nine seven')
end)
check('without the comment the finding is back', function()
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find('factlint-ignore', 1, true) then
      vim.api.nvim_buf_set_lines(0, number - 1, number, false, {})
    end
  end
  return shown('count.adjacent')
end)
check('what is typed is checked', function()
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { 'Żejtun saw the pier open on 31 November 2023.' })
  return shown('date.impossible') and gone('count.adjacent')
end)

open('harbour.md', { '# Harbour reopens', '', 'The *nine seven* tugs went out.' })
check('Markdown is read as Markdown', function()
  return shown('count.adjacent') and finding('count.adjacent').lnum == 2
end)

-- There are none for Neovim 0.7.
if vim.lsp.start then check('the settings of docs/editors.md start the server', function()
  local blocks = {}
  for block in table.concat(vim.fn.readfile('docs/editors.md'), '\n'):gmatch('```lua\n(.-)\n```') do
    table.insert(blocks, block)
  end
  local settings = vim.lsp.config and blocks[1] or blocks[2]
  vim.env.PATH = vim.fn.fnamemodify(program, ':h') .. ':' .. vim.env.PATH
  vim.cmd('filetype plugin on')
  assert(loadstring(settings))()
  edit('quay.txt', article)
  return shown('count.adjacent')
end) end

local log = vim.lsp.get_log_path and vim.lsp.get_log_path() or vim.lsp.log.get_filename()
check('the server does not complain', function()
  for _, line in ipairs(vim.fn.filereadable(log) == 1 and vim.fn.readfile(log) or {}) do
    assert(not line:find('ERROR'), line)
  end
  return true
end)

local function clients()
  return vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()
end
check('the server ends when it is asked to', function()
  for _, client in ipairs(clients()) do
    vim.lsp.stop_client(client.id)
  end
  return vim.wait(10000, function() return #clients() == 0 end, 20)
end)

local version = vim.version()
print(string.format('Neovim %d.%d.%d: %d passed, %d failed\n', version.major, version.minor, version.patch, passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit')
