' What a reviewer does to a report in LibreOffice: sorts, inserts, moves, deletes, and saves under another format.
' With sorted = "names" only the column of names is sorted, which tears the lines apart.
Sub Edit(source As String, target As String, filter As String, sorted As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = book.Sheets.getByName("Matches to review")
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow
  columns = cursor.RangeAddress.EndColumn
  head = 0
  While sheet.getCellByPosition(0, head).String <> "Ref"
    head = head + 1
  Wend
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = 9 : fields(0).IsAscending = False
  Dim order(1) As New com.sun.star.beans.PropertyValue
  order(0).Name = "SortFields" : order(0).Value = fields()
  order(1).Name = "ContainsHeader" : order(1).Value = False
  If sorted = "names" Then
    fields(0).Field = 0 : fields(0).IsAscending = True
    order(0).Value = fields()
    sheet.getCellRangeByPosition(8, head + 1, 8, last).sort(order())
  Else
    sheet.getCellRangeByPosition(0, head + 1, columns, last).sort(order())
  End If
  sheet.Columns.insertByIndex(0, 2)
  sheet.getCellByPosition(0, head).String = "My remark"
  ' The column of decisions is moved behind all others.
  Dim there As New com.sun.star.table.CellAddress
  there.Sheet = sheet.RangeAddress.Sheet : there.Column = columns + 4 : there.Row = 0
  sheet.moveRange(there, sheet.getCellRangeByPosition(5, 0, 5, last).RangeAddress)
  sheet.Columns.removeByIndex(5, 1)
  sheet.Rows.removeByIndex(last, 1)
  sheet.Rows.insertByIndex(head + 2, 1)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = filter
  book.storeToURL(target, how())
  book.close(True)
  StarDesktop.terminate()
End Sub
