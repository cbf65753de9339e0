' SPDX-License-Identifier: Apache-2.0
' One alteration after the other, each saved and taken back. Behind Save stands what must be said of it.
' SaveLong is for the long form of the test.
Private doc As Object, folder As String, all As Boolean

Sub SaveLong(name As String)
	If all Then Save name
End Sub

Sub Save(name As String)
	Dim how(0) As New com.sun.star.beans.PropertyValue
	how(0).Name = "FilterName"
	how(0).Value = "Calc MS Excel 2007 XML"
	doc.storeToURL(folder & "/" & name & ".xlsx", how())
End Sub

Sub Alter(source As String, target As String, everything As Boolean)
	Dim how(0) As New com.sun.star.beans.PropertyValue
	Dim area(0) As New com.sun.star.table.CellRangeAddress, none()
	how(0).Name = "Hidden"
	how(0).Value = True
	doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
	folder = target
	all = everything
	gates = doc.Sheets.getByName("Gates")
	summary = doc.Sheets.getByName("Summary")
	verdict = summary.getCellRangeByName("B4")
	Save "untouched"
	gates.Rows.getByIndex(1).IsVisible = False
	Save "row-hidden" 'row 2 of Gates is hidden
	gates.Rows.getByIndex(1).IsVisible = True
	height = gates.Rows.getByIndex(2).Height
	gates.Rows.getByIndex(2).Height = 20
	Save "row-tiny" 'row 3 of Gates is too low to be read
	gates.Rows.getByIndex(2).Height = height
	gates.Rows.getByIndex(2).OptimalHeight = True
	summary.Columns.getByIndex(1).IsVisible = False
	Save "column-hidden" 'column B of Summary is hidden
	summary.Columns.getByIndex(1).IsVisible = True
	width = summary.Columns.getByIndex(1).Width
	summary.Columns.getByIndex(1).Width = 100
	Save "column-narrow" 'column B of Summary has another width
	summary.Columns.getByIndex(1).Width = width
	gates.IsVisible = False
	Save "sheet-hidden" 'sheet Gates is hidden
	gates.IsVisible = True
	summary.Annotations.insertNew(verdict.CellAddress, "Verdict changed to READY by the auditor")
	Save "comment" 'sheet Summary has comments
	summary.Annotations.removeByIndex(0)
	page = doc.StyleFamilies.getByName("PageStyles").getByName(summary.PageStyle)
	content = page.RightPageHeaderContent
	page.HeaderIsOn = True
	content = page.RightPageHeaderContent
	content.CenterText.String = "CERTIFIED READY"
	page.RightPageHeaderContent = content
	Save "header" 'a text that the report has not (oddHeader
	page.HeaderIsOn = False
	page.IsLandscape = False
	SaveLong "portrait" 'sheet Summary is laid out for another paper
	page.IsLandscape = True
	gates.getCellRangeByName("A2:B3").merge(True)
	Save "merged" 'sheet Gates has merged cells
	gates.getCellRangeByName("A2:B3").merge(False)
	colour = verdict.CharColor
	verdict.CharColor = RGB(255, 255, 255)
	Save "white-font" 'cell B4 of Summary has its text in the colour FFFFFF
	verdict.CharColor = colour
	verdict.CellBackColor = RGB(0, 255, 0)
	SaveLong "filled" 'cell B4 of Summary is filled with 00FF00
	verdict.CellBackColor = -1
	head = gates.getCellRangeByName("A1")
	fill = head.CellBackColor
	head.CellBackColor = RGB(255, 0, 0)
	Save "fill-swapped" 'cell A1 of Gates is filled with FF0000
	head.CellBackColor = fill
	verdict.CharStrikeout = com.sun.star.awt.FontStrikeout.SINGLE
	Save "strike" 'cell B4 of Summary has its text in italics, struck through
	verdict.CharStrikeout = com.sun.star.awt.FontStrikeout.NONE
	verdict.CharHeight = 1
	SaveLong "tiny-font" 'cell B4 of Summary has its text in size 1
	verdict.CharHeight = 11
	verdict.RotateAngle = 9000
	SaveLong "turned" 'Summary
	verdict.RotateAngle = 0
	area(0) = summary.getCellRangeByName("A1:B2").RangeAddress
	summary.setPrintAreas(area())
	Save "print-area" 'prints only a part of sheet Summary
	summary.setPrintAreas(none())
	doc.NamedRanges.addNewByName("CERTIFIED", "$Summary.$B$4", verdict.CellAddress, 0)
	SaveLong "name" 'a name that the report has not
	doc.NamedRanges.removeByName("CERTIFIED")
	doc.DocumentProperties.Subject = "CERTIFIED READY"
	SaveLong "subject" '(dc:subject
	doc.DocumentProperties.Subject = ""
	summary.protect("x")
	SaveLong "protected" 'sheet Summary has a protection
	summary.unprotect("x")
	doc.Sheets.moveByName("Gates", 0)
	SaveLong "moved" 'stands where the report has its sheet Summary
	doc.Sheets.moveByName("Gates", 4)
	doc.Sheets.insertNewByName("Notes", 1)
	SaveLong "sheet-added" 'its contents name
	doc.close(True)
End Sub
