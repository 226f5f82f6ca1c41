package dev.footbridge.cli.output;

import dev.footbridge.cli.input.BadInput;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Rectangle;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.w3c.dom.Document;

/** A chart of bars in groups, as SVG. Not for use by several threads. */
public final class BarChart {

    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";
    private static final int WIDTH = 960;
    private static final int HEIGHT = 480;
    /** Told apart also by people who see few colours (the palette of Okabe and Ito). */
    private static final String[] COLOURS = {"#999999", "#56b4e9", "#e69f00", "#009e73", "#0072b2", "#cc79a7"};

    private final String title;
    private final String valueAxis;
    private final DefaultCategoryDataset data = new DefaultCategoryDataset();

    /** Makes an empty one. */
    public BarChart(String title, String valueAxis) {
        this.title = title;
        this.valueAxis = valueAxis;
    }

    /** Throws the error to show unless charts can be drawn here: they need a font. */
    public static void check() {
        try {
            new BarChart("", "").bar("", "", 1).svg();
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new BadInput("no chart can be drawn, because Java finds no font on this machine:"
                    + " install fontconfig and a font such as DejaVu, or leave --chart out", e);
        }
    }

    /** Adds a bar to a group; bars of one series have one colour. */
    public BarChart bar(String group, String series, double value) {
        data.addValue(value, series, group);
        return this;
    }

    /** The chart as an SVG document. */
    public String svg() {
        JFreeChart chart = ChartFactory.createBarChart(title, null, valueAxis, data);
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setOutlineVisible(false);
        BarRenderer bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setItemMargin(0.05);
        for (int i = 0; i < data.getRowCount(); i++) {
            bars.setSeriesPaint(i, Color.decode(COLOURS[i % COLOURS.length]));
        }
        return drawn(chart);
    }

    private static Document emptySvg() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                    .createDocument(SVG_NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML parser: use a complete JDK", e);
        }
    }

    private static String drawn(JFreeChart chart) {
        SVGGraphics2D graphics = new SVGGraphics2D(emptySvg());
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
        StringWriter svg = new StringWriter();
        try {
            graphics.stream(svg, true);
        } catch (SVGGraphics2DIOException e) {
            throw new UncheckedIOException(e);
        }
        return svg.toString();
    }
}
